using Google.Protobuf;
using Grpc.Core;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Storage;
using Netralitas.Services.Reports.Transfers;

namespace Netralitas.Services.Reports.Review;

/// <summary>Takes steps of cases for officers.</summary>
internal sealed class CaseSteps(ReportsDb db, CaseFiles cases, RequestLedger ledger, TimeProvider clock)
{
    /// <summary>Takes a step of a case in one transaction with the record of its request. When this returns, the step survives a crash.</summary>
    /// <param name="request">The request.</param>
    /// <param name="asked">What it names: its id, the report, and the version that the caller saw.</param>
    /// <param name="context">The call.</param>
    /// <param name="step">Changes the case and makes the answer.</param>
    /// <param name="isTheirs">Whether the caller may take it; null for whoever's office handles the case or stands above that office.</param>
    /// <param name="movesCase">Whether another office may get the case by it, and what follows it: then no case is joined or parted meanwhile.</param>
    /// <remarks>The same request again gets the first answer. Of two officers at once the second waits, and is refused as the case has changed.</remarks>
    /// <exception cref="RefusalException">
    /// REPORT_UNKNOWN, CASE_CHANGED, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED, and what the step refuses; nothing is stored then.
    /// </exception>
    internal async Task<TResponse> TakeAsync<TResponse>(
        IMessage request, AskedStep asked, ServerCallContext context, Func<CaseFile, Caller, DateTimeOffset, Task<TResponse>> step, Func<CaseFile, Office, bool>? isTheirs = null, bool movesCase = false)
        where TResponse : class, IMessage<TResponse>, new()
    {
        var answer = await ledger.OnceAsync(db, asked.RequestId, request, context, async () =>
        {
            var caller = Caller.Of(context);
            if (movesCase)
            {
                await cases.LineUpJoinsAsync(context.CancellationToken);
            }

            var file = await cases.FindForStepAsync(
                asked.Number, asked.ExpectedVersion, found => isTheirs?.Invoke(found, caller.Office) ?? caller.Office.Covers(found.Case.OfficeCode), context.CancellationToken);
            var answer = await step(file, caller, clock.Now());
            await cases.StoreAsync(file, context.CancellationToken);
            Failpoint.Reach("review.before_commit");
            return answer;
        });
        Failpoint.Reach("review.after_commit_before_reply");
        return answer;
    }

    /// <summary>Whether the caller may take a step of the examination now: the caller's office handles the case, which is the caller's, no transfer of it waits, and its status has the step.</summary>
    /// <exception cref="RefusalException">CASE_HANDLED_BELOW, TRANSFER_PENDING, CASE_NOT_CLAIMED, CASE_CLAIMED, STEP_NOT_ALLOWED.</exception>
    internal static void Require(CaseFile file, CaseStep step, Caller caller)
    {
        RequireHandling(file.Case.OfficeCode, caller);
        RequireNoTransfer(file);
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

    /// <summary>One office handles a case at a time: who stands above it reads the case, and works on it after taking it over [LAW-TRF-05].</summary>
    /// <param name="officeCode">Region of the office that handles it.</param>
    /// <param name="caller">Whose office covers that region.</param>
    /// <exception cref="RefusalException">CASE_HANDLED_BELOW.</exception>
    internal static void RequireHandling(string officeCode, Caller caller) => RequireHandling(officeCode, caller.Office.Code);

    /// <inheritdoc cref="RequireHandling(string, Caller)"/>
    internal static void RequireHandling(string officeCode, string callersCode)
    {
        if (callersCode != officeCode)
        {
            throw ReviewRefusals.CaseHandledBelow(TransferNews.OfficeName(officeCode));
        }
    }

    /// <summary>While a transfer waits, the case stays as the office that is to get it sees it.</summary>
    /// <exception cref="RefusalException">TRANSFER_PENDING.</exception>
    internal static void RequireNoTransfer(CaseFile file)
    {
        if (file.PendingTransfer is not null)
        {
            throw ReviewRefusals.TransferPending();
        }
    }

    /// <summary>Whether it is the caller who took the case.</summary>
    internal static bool IsHolder(CaseFile file, Caller caller) => (file.Case.ClaimedBy, file.Case.ClaimedByOffice) == (caller.Subject, caller.Office.ToString());
}

/// <summary>Which step a request asks for.</summary>
/// <param name="RequestId">The client's id of the request.</param>
/// <param name="Number">Public number of the report.</param>
/// <param name="ExpectedVersion">Version of the case that the caller saw.</param>
internal sealed record AskedStep(string RequestId, string Number, int ExpectedVersion);
