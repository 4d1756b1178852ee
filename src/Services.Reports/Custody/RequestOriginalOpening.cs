using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.EvidenceFiles;

namespace Netralitas.Services.Reports.Custody;

internal sealed partial class CustodyEndpoint
{
    /// <summary>The wish to open an original is on the record, and waits for another custodian. Nothing is opened.</summary>
    /// <remarks>When this returns, it survives a crash. The same request again gets the first answer.</remarks>
    /// <exception cref="RefusalException">
    /// REPORT_UNKNOWN, OPENING_INVALID with all faults, EVIDENCE_UNKNOWN, EVIDENCE_WITHOUT_FILE, ORIGINAL_NOT_SEALED, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED.
    /// </exception>
    [Authorize(Roles = Roles.Custodian)]
    public override Task<RequestOriginalOpeningResponse> RequestOriginalOpening(RequestOriginalOpeningRequest request, ServerCallContext context) =>
        ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var (caller, cancel) = (Caller.Of(context), context.CancellationToken);
            var (reportId, office) = await ReportOfAsync(request.Number, caller, cancel);
            if (FaultsOf(request.Ground, request.Reason).ToList() is { Count: > 0 } faults)
            {
                throw CustodyRefusals.OpeningInvalid(faults);
            }

            var item = await evidence.FindAsync(reportId, request.Evidence, cancel);
            var original = item.OriginalFileId ?? throw EvidenceCustody.CustodyRefusals.EvidenceWithoutFile();
            if (await db.EvidenceFileKeys.AnyAsync(key => key.FileId == original && key.Recipient != FileKeys.ForCustodian, cancel))
            {
                throw CustodyRefusals.OriginalNotSealed();
            }

            var opening = Ask(reportId, office, request.Ground, request.Reason, caller, item.Number);
            return new RequestOriginalOpeningResponse { OpeningId = opening.Id.ToString(), RequestedAt = opening.RequestedAt.ToTimestamp() };
        });
}
