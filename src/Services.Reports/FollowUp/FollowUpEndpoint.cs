using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Law;
using Netralitas.Services.Reports.Numbering;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.FollowUp;

/// <summary>What becomes of violations. One file for each RPC.</summary>
internal sealed partial class FollowUpEndpoint(
    ReportsDb db, CaseFiles cases, CaseSteps steps, RequestLedger ledger, Registrations registrations, LawBook law, FollowUpOptions options, TimeProvider clock) : FollowUpService.FollowUpServiceBase
{
    private const int LongestNote = 2000;
    private const int LongestDocument = 200;

    /// <summary>Adds an entry to a forwarding in one transaction with the record of its request. When this returns, the entry survives a crash.</summary>
    /// <param name="request">The request.</param>
    /// <param name="requestId">The client's id of it.</param>
    /// <param name="forwardingId">As sent.</param>
    /// <param name="expectedVersion">Version of the forwarding that the caller saw.</param>
    /// <param name="context">The call.</param>
    /// <param name="entry">Goes on by the step and makes the entry.</param>
    /// <param name="answer">Makes the answer.</param>
    /// <remarks>The same request again gets the first answer. Entries of one case follow each other, so of two at once the second is refused as the forwarding has changed.</remarks>
    /// <exception cref="RefusalException">FORWARDING_UNKNOWN, FORWARDING_CHANGED, CASE_HANDLED_BELOW, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED, and what the entry refuses; nothing is stored then.</exception>
    private async Task<TResponse> EnterAsync<TResponse>(
        IMessage request, string requestId, string forwardingId, int expectedVersion, ServerCallContext context, Func<Followed, FollowUpRecord> entry, Func<Contracts.Reports.V1.Forwarding, TResponse> answer)
        where TResponse : class, IMessage<TResponse>, new()
    {
        var reply = await ledger.OnceAsync(db, requestId, request, context, async () =>
        {
            var (caller, cancel) = (Caller.Of(context), context.CancellationToken);
            var found = await FindAsync(forwardingId, caller, cancel);
            await cases.LineUpAsync(found.ReportId, cancel);
            await db.Entry(found).ReloadAsync(cancel);
            if (found.Version != expectedVersion)
            {
                throw FollowUpRefusals.ForwardingChanged(found.Version);
            }

            var (now, handling) = (clock.Now(), await HandlingAsync(found.ReportId, cancel));
            if (caller.Role != Roles.Agency)
            {
                CaseSteps.RequireHandling(handling.Office.ToString(), caller);
            }

            var earlier = await db.FollowUps.AsNoTracking().Where(e => e.ForwardingId == found.Id).OrderBy(e => e.Number).ToListAsync(cancel);
            db.FollowUps.Add(entry(new Followed(found, earlier, caller, now, handling)));
            await db.SaveChangesAsync(cancel);
            await ConcludeAsync(found, caller, cancel);
            Failpoint.Reach("follow_up.before_commit");
            return answer(ForwardingWire.Of(found, handling, now));
        });
        Failpoint.Reach("follow_up.after_commit_before_reply");
        return reply;
    }

    /// <summary>A forwarding that the caller may read: an agency one that was addressed to it, an office one of a case that it or an office below handles.</summary>
    /// <exception cref="RefusalException">FORWARDING_UNKNOWN.</exception>
    private async Task<Forwarding> FindAsync(string forwardingId, Caller caller, CancellationToken cancel)
    {
        var id = Guid.TryParse(forwardingId, out var read) ? read : Guid.Empty;
        return await Theirs(caller).SingleOrDefaultAsync(f => f.Id == id, cancel) ?? throw FollowUpRefusals.ForwardingUnknown();
    }

    private IQueryable<Forwarding> Theirs(Caller caller)
    {
        if (caller.Role == Roles.Agency)
        {
            var agency = caller.Office.ToString();
            return db.Forwardings.Where(f => f.AgencyOffice == agency);
        }

        var (own, below) = (caller.Office.Code, caller.Office.Code + ".");
        return caller.Office == Office.CentralBawaslu
            ? db.Forwardings
            : db.Forwardings.Where(f => db.Cases.Any(c => c.ReportId == f.ReportId && (c.OfficeCode == own || c.OfficeCode.StartsWith(below))));
    }

    private Task<Handling> HandlingAsync(Guid reportId, CancellationToken cancel) => db.HandlingAsync(law, reportId, cancel);

    // The last that is closed closes the case, once every violation was forwarded on each of its tracks.
    private async Task ConcludeAsync(Forwarding forwarding, Caller caller, CancellationToken cancel)
    {
        if (forwarding.Status != ForwardingStatus.Closed)
        {
            return;
        }

        var forwarded = await db.Forwardings.Where(f => f.ReportId == forwarding.ReportId).Select(f => new { f.Respondent, f.Track, f.Status }).ToListAsync(cancel);
        if (forwarded.Exists(f => f.Status != ForwardingStatus.Closed))
        {
            return;
        }

        var file = await cases.ReadAsync(forwarding.ReportId, cancel);
        var isOwed = ForwardingChecks.Owed(file, forwarded.Select(f => (f.Respondent, f.Track))).Any();
        if (!isOwed && CaseLife.After(file.Case.Status, CaseStep.Conclude) is not null)
        {
            file.Take(CaseStep.Conclude, caller, clock.Now());
            await cases.StoreAsync(file, cancel);
        }
    }
}
