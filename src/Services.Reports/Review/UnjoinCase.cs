using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Review;

internal sealed partial class ReviewEndpoint
{
    /// <summary>The report follows no other any more, and its first study begins anew [LAW-REV-03].</summary>
    /// <exception cref="RefusalException">JOIN_INVALID, UNJOIN_TOO_LATE once the other is registered, STEP_NOT_ALLOWED when it follows none, and what every step refuses.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override async Task<UnjoinCaseResponse> UnjoinCase(UnjoinCaseRequest request, ServerCallContext context)
    {
        var answer = await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var (caller, cancel) = (Caller.Of(context), context.CancellationToken);
            await cases.LineUpJoinsAsync(cancel);
            var leadId = await cases.IdOf(request.Number, cancel) is { } id ? await db.Cases.Where(c => c.ReportId == id).Select(c => c.JoinedTo).SingleOrDefaultAsync(cancel) : null;
            if (leadId is { } followed)
            {
                // Its registration waits until this is done, or is seen.
                await cases.LineUpAsync(followed, cancel);
            }

            var file = await cases.FindForStepAsync(request.Number, request.ExpectedVersion, found => caller.Office.Covers(found.Case.OfficeCode), cancel);
            CaseSteps.RequireHandling(file.Case.OfficeCode, caller);
            if (!ReportWords.Any(request.Reason) || request.Reason.Length > LongestMessage)
            {
                throw ReviewRefusals.JoinInvalid([new FieldFault("reason", $"Isi dengan 1 sampai {LongestMessage} karakter.")]);
            }

            if (leadId is { } lead && CaseLife.IsRegistered((await cases.ReadAsync(lead, cancel)).Case.Status))
            {
                throw ReviewRefusals.UnjoinTooLate();
            }

            file.Part(caller, clock.Now(), new UnjoinCaseRequest { Reason = request.Reason });
            await cases.StoreAsync(file, cancel);
            Failpoint.Reach("join.before_commit");
            return new UnjoinCaseResponse { State = CaseWire.State(file) };
        });
        Failpoint.Reach("join.after_commit_before_reply");
        return answer;
    }
}
