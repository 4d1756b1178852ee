using Google.Protobuf;
using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.EvidenceCustody;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Review;

/// <summary>Examination of reports by Bawaslu's offices. One file for each RPC.</summary>
internal sealed partial class ReviewEndpoint(ReportsDb db, CaseFiles cases, EvidenceOpenings openings, RequestLedger ledger, TimeProvider clock) : ReviewService.ReviewServiceBase
{
    /// <summary>Takes a step of a case in one transaction with the record of its request. When this returns, the step survives a crash.</summary>
    /// <remarks>The same request again gets the first answer. Of two officers at once the second waits, and is refused as the case has changed.</remarks>
    /// <exception cref="RefusalException">
    /// REPORT_UNKNOWN, CASE_CHANGED, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED, and what the step refuses; nothing is stored then.
    /// </exception>
    private async Task<TResponse> StepAsync<TResponse>(
        IMessage request, string requestId, string number, int expectedVersion, ServerCallContext context, Func<CaseFile, Caller, DateTimeOffset, TResponse> step)
        where TResponse : class, IMessage<TResponse>, new()
    {
        var answer = await ledger.OnceAsync(db, requestId, request, context, async () =>
        {
            var caller = Caller.Of(context);
            var file = await cases.FindForStepAsync(number, expectedVersion, caller, context.CancellationToken);
            var answer = step(file, caller, clock.Now());
            await cases.StoreAsync(file, context.CancellationToken);
            Failpoint.Reach("review.before_commit");
            return answer;
        });
        Failpoint.Reach("review.after_commit_before_reply");
        return answer;
    }

    /// <summary>Whether the caller may take a step of the examination now: the case is the caller's, and its status has the step.</summary>
    /// <exception cref="RefusalException">CASE_NOT_CLAIMED, CASE_CLAIMED, STEP_NOT_ALLOWED.</exception>
    private static void Require(CaseFile file, CaseStep step, Caller caller)
    {
        if (file.Case.ClaimedBy is null && CaseLife.After(file.Case.Status, CaseStep.Claim) is not null)
        {
            throw ReviewRefusals.CaseNotClaimed();
        }

        if (file.Case.ClaimedBy is { } holder && !IsHolder(file, caller))
        {
            throw ReviewRefusals.CaseClaimed(holder, file.Case.ClaimedByOffice!);
        }

        if (CaseLife.After(file.Case.Status, step) is null)
        {
            throw ReviewRefusals.StepNotAllowed(file.Case.Status);
        }
    }

    private static bool IsHolder(CaseFile file, Caller caller) => (file.Case.ClaimedBy, file.Case.ClaimedByOffice) == (caller.Subject, caller.Office.ToString());
}
