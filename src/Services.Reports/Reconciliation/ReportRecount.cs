using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Reconciliation;

/// <summary>Counts the reports of a stretch of time, queues the count for whoever tells of reports, and tells again what was never queued.</summary>
/// <remarks>Any number of replicas may run it: a lock of the transaction decides who does, and dies with the connection.</remarks>
internal sealed partial class ReportRecount(
    ReportsDb db, ToldReports told, OutboxSignal outbox, AntiEntropyOptions options, AntiEntropyMetrics metrics, TimeProvider clock, ILogger<ReportRecount> log)
{
    private const long Lock = 0x5265636f756e74;

    /// <summary>Does the recount that is due or was asked for first.</summary>
    /// <returns>False when there is none, or another replica is at it.</returns>
    internal async Task<bool> RunDueAsync(CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (!await db.Database.SqlQuery<bool>($"""select pg_try_advisory_xact_lock({Lock}) as "Value" """).SingleAsync(cancel) || await NextAsync(cancel) is not { } recount)
        {
            return false;
        }

        var counted = await QueueStretchesAsync(recount, cancel);
        var again = recount.AskedBy is null ? await TellUnqueuedAsync(recount, cancel) : 0;
        (recount.DoneAt, recount.Reports) = (clock.GetUtcNow(), counted);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        outbox.Raise();
        if (again > 0)
        {
            metrics.Fixed(again, "never_queued");
            LogToldAgain(again);
        }

        return true;
    }

    // One by schedule at a time: while the broker is away they must not pile up.
    private async Task<Recount?> NextAsync(CancellationToken cancel)
    {
        if (await db.Recounts.Where(r => r.DoneAt == null).OrderBy(r => r.AskedAt).FirstOrDefaultAsync(cancel) is { } asked)
        {
            return asked;
        }

        var now = clock.GetUtcNow();
        var isWaiting = await db.Recounts.AnyAsync(r => r.AskedBy == null && r.AskedAt > now - options.Interval, cancel)
            || await db.Database.SqlQuery<bool>(
                $"""select exists (select from messaging.outbox where type = {typeof(ReportsRecounted).FullName}) as "Value" """).SingleAsync(cancel);
        if (isWaiting)
        {
            return null;
        }

        await db.Recounts.Where(r => r.AskedBy == null && r.AskedAt < now.AddDays(-30)).ExecuteDeleteAsync(cancel);
        var due = new Recount { Id = Guid.CreateVersion7(), FromAt = now - options.MaxAge, ToAt = now - options.MinAge, AskedAt = now, AskedBy = null };
        db.Recounts.Add(due);
        return due;
    }

    private async Task<int> QueueStretchesAsync(Recount recount, CancellationToken cancel)
    {
        var (after, end, counted) = (ReportIds.Border(recount.FromAt), ReportIds.Border(recount.ToAt), 0);
        while (true)
        {
            var ids = await db.Database.SqlQuery<Guid>(
                $"""select id as "Value" from reports.reports where id > {after} and id <= {end} order by id limit {options.BatchSize}""").ToListAsync(cancel);
            var isLast = ids.Count < options.BatchSize;
            var stretch = new ReportsRecounted
            {
                BatchId = Guid.CreateVersion7(),
                Version = 1,
                AfterReportId = after,
                UpToReportId = isLast ? end : ids[^1],
                Reports = ids.Count,
                Digest = ReportIds.Digest(ids),
            };
            await db.EnqueueAsync(stretch, stretch.BatchId, stretch.Version, cancel);
            counted += ids.Count;
            if (isLast)
            {
                return counted;
            }

            after = ids[^1];
        }
    }

    // A message cannot have been sent long before its report was made, so a bounded piece of the archive is enough.
    private async Task<int> TellUnqueuedAsync(Recount recount, CancellationToken cancel)
    {
        var (after, end, sentSince) = (ReportIds.Border(recount.FromAt), ReportIds.Border(recount.ToAt), recount.FromAt.AddDays(-1));
        var ids = await db.Database.SqlQuery<Guid>(
            $"""
            select r.id as "Value" from reports.reports r
            where r.id > {after} and r.id <= {end}
                and not exists (select from messaging.outbox o where o.aggregate = r.id and o.type = {ToldReports.EventType})
                and not exists (select from messaging.outbox_sent s where s.aggregate = r.id and s.type = {ToldReports.EventType} and s.sent_at >= {sentSince})
                and not exists (select from messaging.outbox_dead d where d.aggregate = r.id and d.type = {ToldReports.EventType})
            order by r.id
            """).ToListAsync(cancel);
        return await told.TellAgainAsync(ids, cancel);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} reports had no event in the outbox or its archive; they are told again")]
    private partial void LogToldAgain(int count);
}
