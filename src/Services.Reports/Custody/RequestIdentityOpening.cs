using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Retention;

namespace Netralitas.Services.Reports.Custody;

internal sealed partial class CustodyEndpoint
{
    private const int LongestReason = 1000;

    /// <summary>The wish to open an identity is on the record, and waits for another custodian. Nothing is opened.</summary>
    /// <remarks>When this returns, it survives a crash. The same request again gets the first answer.</remarks>
    /// <exception cref="RefusalException">REPORT_UNKNOWN, OPENING_INVALID with all faults, IDENTITY_NOT_TOLD, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Custodian)]
    public override Task<RequestIdentityOpeningResponse> RequestIdentityOpening(RequestIdentityOpeningRequest request, ServerCallContext context) =>
        ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var caller = Caller.Of(context);
            var (reportId, office) = await ReportOfAsync(request.Number, caller, context.CancellationToken);
            if (FaultsOf(request.Ground, request.Reason).ToList() is { Count: > 0 } faults)
            {
                throw CustodyRefusals.OpeningInvalid(faults);
            }

            if (!await identities.IsToldAsync(reportId, context.CancellationToken))
            {
                throw CustodyRefusals.IdentityNotTold();
            }

            var opening = Ask(reportId, office, request.Ground, request.Reason, caller);
            return new RequestIdentityOpeningResponse { OpeningId = opening.Id.ToString(), RequestedAt = opening.RequestedAt.ToTimestamp() };
        });

    private static IEnumerable<FieldFault> FaultsOf(IdentityOpeningGround ground, string reason)
    {
        if (ground == IdentityOpeningGround.Unspecified || !System.Enum.IsDefined(ground))
        {
            yield return new FieldFault("ground", "Pilih untuk apa identitas dibuka.");
        }

        if (!ReportWords.Any(reason) || reason.Length > LongestReason)
        {
            yield return new FieldFault("reason", $"Tuliskan alasannya, 1 sampai {LongestReason} karakter, tanpa nama orang.");
        }
    }

    // One wish on the record; what is to be opened is the only difference.
    private Opening Ask(Guid reportId, string office, IdentityOpeningGround ground, string reason, Caller caller, int? evidence = null)
    {
        var opening = new Opening
        {
            Id = Guid.CreateVersion7(),
            ReportId = reportId,
            Evidence = evidence,
            OfficeCode = office,
            Ground = ground,
            Reason = reason.Trim(),
            RequestedBy = caller.Subject,
            RequestedByOffice = caller.Office.ToString(),
            RequestedAt = clock.Now(),
        };
        db.Openings.Add(opening);
        return opening;
    }

    // Another region's is answered like none.
    private async Task<(Guid Id, string Office)> ReportOfAsync(string number, Caller caller, CancellationToken cancel)
    {
        var report = await db.ReportOfAsync(number, cancel);
        return report is { } found && IsCustodianOf(caller, found.OfficeCode) ? (found.Id, found.OfficeCode) : throw ReportRefusals.ReportUnknown();
    }
}
