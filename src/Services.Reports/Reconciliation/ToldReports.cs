using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Reconciliation;

/// <summary>What this service told of its reports, and telling it again.</summary>
internal sealed class ToldReports(ReportsDb db, AntiEntropyOptions options, TimeProvider clock)
{
    internal static readonly string EventType = typeof(ReportReceived).FullName!;

    /// <summary>Of some reports, those whose event is not on its way: neither waiting to be sent, nor set aside for a person, nor sent so lately that it may still arrive.</summary>
    internal Task<List<Guid>> NotOnTheirWayAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var (given, since) = (ids.ToArray(), clock.GetUtcNow() - options.MinAge);
        return db.Database.SqlQuery<Guid>(
            $"""
            select g.id as "Value" from unnest({given}) as g(id)
            where not exists (select from messaging.outbox o where o.aggregate = g.id and o.type = {EventType})
                and not exists (select from messaging.outbox_dead d where d.aggregate = g.id and d.type = {EventType})
                and not exists (select from messaging.outbox_sent s where s.aggregate = g.id and s.type = {EventType} and s.sent_at > {since})
            order by g.id
            """).ToListAsync(cancel);
    }

    /// <summary>Queues the event of each report again, as a new message. Whoever tells of a report does so once for each of its versions, so a repeat is harmless.</summary>
    /// <returns>How many.</returns>
    internal async Task<int> TellAgainAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var reports = await db.Reports.Where(r => ids.Contains(r.Id)).OrderBy(r => r.Id)
            .Select(r => new ReportReceived
            {
                ReportId = r.Id,
                Version = r.Version,
                Number = r.Number,
                RegionCode = r.RegionCode,
                IsConfidential = ReportKinds.IsConfidential(r.Kind),
                ReceivedAt = r.ReceivedAt,
            }).ToListAsync(cancel);
        foreach (var report in reports)
        {
            await db.EnqueueAsync(report, report.ReportId, report.Version, cancel);
        }

        return reports.Count;
    }
}
