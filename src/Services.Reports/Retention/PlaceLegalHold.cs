using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Retention;

internal sealed partial class RetentionEndpoint
{
    /// <summary>The case, and what is joined with it, is not erased before the hold is lifted.</summary>
    /// <remarks>
    /// When this returns, it survives a crash. The same request again gets the first answer. Of a hold and the beginning of an erasure at the same moment one goes first: either the hold is refused, or nothing is
    /// erased. Law: nothing is destroyed that is tied to legal proceedings [LAW-PDP-02].
    /// </remarks>
    /// <exception cref="RefusalException">REPORT_UNKNOWN, HOLD_INVALID with all faults, ERASURE_BEGUN, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override async Task<PlaceLegalHoldResponse> PlaceLegalHold(PlaceLegalHoldRequest request, ServerCallContext context)
    {
        var answer = await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var (caller, cancel) = (Caller.Of(context), context.CancellationToken);
            await CaseErasing.LineUpAsync(db, cancel);
            var (reportId, office) = await ReportOfAsync(request.Number, caller, cancel);
            var faults = ReasonFaults(request.Reason).ToList();
            if (!ReportWords.Any(request.DocumentNumber) || request.DocumentNumber.Length > LongestDocument)
            {
                faults.Add(new FieldFault("document_number", $"Isi dengan nomor dokumen dasarnya, 1 sampai {LongestDocument} karakter."));
            }

            if (faults.Count > 0)
            {
                throw RetentionRefusals.HoldInvalid(faults);
            }

            if (await db.Database.SqlQuery<bool>($"""select exists (select from reports.case_erasures e where e.report_id in (select reports.joined_with({reportId}))) as "Value" """).SingleAsync(cancel))
            {
                throw RetentionRefusals.ErasureBegun();
            }

            var hold = new CaseHold
            {
                Id = Guid.CreateVersion7(),
                ReportId = reportId,
                OfficeCode = office,
                Reason = request.Reason.Trim(),
                DocumentNumber = request.DocumentNumber.Trim(),
                PlacedBy = caller.Subject,
                PlacedByOffice = caller.Office.ToString(),
                PlacedAt = clock.Now(),
            };
            db.CaseHolds.Add(hold);
            await db.SaveChangesAsync(cancel);
            Failpoint.Reach("hold.before_commit");
            return new PlaceLegalHoldResponse { HoldId = hold.Id.ToString(), PlacedAt = hold.PlacedAt.ToTimestamp() };
        });
        Failpoint.Reach("hold.after_commit_before_reply");
        return answer;
    }
}
