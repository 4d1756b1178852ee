using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.Services.Reports.Law;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.LawRevisions;

/// <summary>What other services are told of contests and stages that central put on record.</summary>
/// <remarks>
/// They are numbered by themselves, in the order of their revisions, without gaps: whoever is told knows where one is missing. Other revisions of the law are read by nobody else, and are told to nobody.
/// Whoever queues them holds the line of the law, so that a number has one revision.
/// </remarks>
internal sealed class ElectionNews(ReportsDb db, OutboxSignal outbox)
{
    // The elections are one aggregate: its events leave in the order of their numbers.
    private static readonly Guid Elections = new("0198f0b2-0000-7000-8000-656c65637469");

    /// <summary>Queues the event of a revision that is being recorded, when it is of a contest or a stage. The caller is in the line of the law.</summary>
    /// <remarks>When the open transaction commits, the event is published at least once; when it does not, it never was.</remarks>
    internal async Task TellAsync(LawRevision revision, CancellationToken cancel)
    {
        if (revision.Kind is LawRevisionKind.Contest or LawRevisionKind.Stage)
        {
            await EnqueueAsync(revision, await Told().CountAsync(earlier => earlier.Number < revision.Number, cancel) + 1, cancel);
        }
    }

    /// <summary>Queues all of them again but those that still wait: for services that were not there, and for revisions of a release that told nobody.</summary>
    internal async Task TellAgainAsync(CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.LineUpAsync(LawRevisionEndpoint.Line, cancel);
        var waiting = await db.Database.SqlQuery<int>($"""select version as "Value" from messaging.outbox where aggregate = {Elections}""").ToHashSetAsync(cancel);
        foreach (var (n, revision) in (await Told().OrderBy(revision => revision.Number).ToListAsync(cancel)).Index().Where(each => !waiting.Contains(each.Index + 1)))
        {
            await EnqueueAsync(revision, n + 1, cancel);
        }

        await transaction.CommitAsync(cancel);
        outbox.Raise();
    }

    /// <summary>The event of a contest. Pure.</summary>
    /// <param name="revision">The revision.</param>
    /// <param name="version">Its place among contests and stages.</param>
    internal static ContestRecorded ContestOf(LawRevision revision, int version)
    {
        var facts = RecordContestRequest.Parser.ParseFrom(revision.Facts);
        return new ContestRecorded
        {
            Version = version,
            KnownSince = revision.KnownSince,
            ContestId = facts.ContestId,
            Event = facts.Event,
            Family = facts.Family,
            Kind = facts.Kind,
            Title = facts.Name,
            Only = string.Join(' ', facts.Only),
            Except = string.Join(' ', facts.Except),
            Basis = facts.Decree.Basis,
            Source = facts.Decree.Source,
        };
    }

    /// <summary>The event of a stage. Pure.</summary>
    /// <param name="revision">The revision.</param>
    /// <param name="version">Its place among contests and stages.</param>
    internal static StageRevised StageOf(LawRevision revision, int version)
    {
        var facts = ReviseStageRequest.Parser.ParseFrom(revision.Facts);
        return new StageRevised
        {
            Version = version,
            KnownSince = revision.KnownSince,
            StageId = facts.StageId,
            Scope = facts.Scope,
            RegionCode = facts.RegionCode,
            Kind = facts.Kind,
            StartsOn = RevisionFaults.DateOf(facts.StartsOn)!.Value,
            EndsOn = RevisionFaults.DateOf(facts.EndsOn)!.Value,
            Basis = facts.Decree.Basis,
            Source = facts.Decree.Source,
        };
    }

    private IQueryable<LawRevision> Told() => db.LawRevisions.AsNoTracking().Where(revision => revision.Kind == LawRevisionKind.Contest || revision.Kind == LawRevisionKind.Stage);

    private Task EnqueueAsync(LawRevision revision, int version, CancellationToken cancel) => revision.Kind == LawRevisionKind.Contest
        ? db.EnqueueAsync(ContestOf(revision, version), Elections, version, cancel)
        : db.EnqueueAsync(StageOf(revision, version), Elections, version, cancel);
}
