using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Law;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.LawRevisions;

/// <summary>Changes of the law on the record of central Bawaslu. One file for each RPC.</summary>
internal sealed partial class LawRevisionEndpoint(ReportsDb db, LawBook book, ElectionNews news, RequestLedger ledger, TimeProvider clock) : LawRevisionService.LawRevisionServiceBase
{
    /// <summary>Where all that numbers revisions lines up.</summary>
    internal const long Line = 0x4C61774C6177;

    /// <summary>Records a revision in one transaction with the record of its request. When this returns, it survives a crash, and every replica counts by it from then on.</summary>
    /// <remarks>The same request again gets the first answer. Of a contest or a stage other services are told: the event leaves once this is committed. Revisions follow each other; of two officers at once the second is refused as the law has changed.</remarks>
    /// <param name="kind">What it changes.</param>
    /// <param name="request">The request.</param>
    /// <param name="requestId">Its id.</param>
    /// <param name="expectedRevision">Number of the last revision that the officer saw.</param>
    /// <param name="context">The call.</param>
    /// <param name="faultsIn">What is wrong with the request under the law as it is; nothing is stored then.</param>
    /// <param name="facts">What is kept of the request.</param>
    /// <param name="answer">The answer, of the revision and the law with it.</param>
    /// <exception cref="RefusalException">LAW_REVISION_INVALID with all faults, LAW_CHANGED, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED.</exception>
    private async Task<TResponse> RecordAsync<TResponse>(
        LawRevisionKind kind, IMessage request, string requestId, int expectedRevision, ServerCallContext context,
        Func<ElectionLaw, IEnumerable<FieldFault>> faultsIn, Func<IMessage> facts, Func<LawRevision, ElectionLaw, TResponse> answer)
        where TResponse : class, IMessage<TResponse>, new()
    {
        var answered = await ledger.OnceAsync(db, requestId, request, context, async () =>
        {
            await db.LineUpAsync(Line, context.CancellationToken);
            var law = await book.ReadAsync(db, context.CancellationToken);
            var last = await db.LawRevisions.AsNoTracking().OrderByDescending(r => r.Number).FirstOrDefaultAsync(context.CancellationToken);
            if (expectedRevision != (last?.Number ?? 0))
            {
                throw LawRefusals.LawChanged(last?.Number ?? 0);
            }

            var faults = faultsIn(law).ToList();
            if (faults.Count > 0)
            {
                throw LawRefusals.LawRevisionInvalid(faults);
            }

            var revision = new LawRevision
            {
                Number = expectedRevision + 1,
                Kind = kind,
                KnownSince = KnownSince(law, last),
                RecordedBy = Caller.Of(context).Subject,
                Facts = facts().ToByteArray(),
            };
            db.LawRevisions.Add(revision);
            await news.TellAsync(revision, context.CancellationToken);
            Failpoint.Reach("law.before_commit");
            return answer(revision, revision.AddTo(law));
        });
        Failpoint.Reach("law.after_commit_before_reply");
        return answered;
    }

    // Later than all that was known before, whatever the clock of this replica says.
    private DateTimeOffset KnownSince(ElectionLaw law, LawRevision? last)
    {
        var calendar = law.Calendar.AsKnownAt(DateTimeOffset.MaxValue).KnownSince;
        var stages = law.Schedule.Stages.Max(stage => stage.KnownSince);
        var before = new[] { calendar, stages, last?.KnownSince ?? DateTimeOffset.MinValue }.Max().ToUniversalTime().AddMicroseconds(1);
        var now = clock.Now();
        return now > before ? now : before;
    }
}
