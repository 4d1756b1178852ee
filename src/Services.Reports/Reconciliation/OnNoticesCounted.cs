using MassTransit;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Messaging;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Reconciliation;

/// <summary>Notices and reports differ: reports without a notice are told again; reports that only the notices know are written down for an operator.</summary>
internal sealed partial class OnNoticesCounted(
    ReportsDb db, ToldReports told, OutboxSignal outbox, AntiEntropyMetrics metrics, TimeProvider clock, ILogger<OnNoticesCounted> log) : IConsumer<NoticesCounted>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<NoticesCounted> context)
    {
        var (again, unknown) = (0, 0);
        await db.OnceAsync(context, nameof(OnNoticesCounted), async () =>
        {
            var (counted, cancel) = (context.Message, context.CancellationToken);
            var reports = await db.Database.SqlQuery<Guid>(
                $"""select id as "Value" from reports.reports where id > {counted.AfterReportId} and id <= {counted.UpToReportId}""").ToHashSetAsync(cancel);
            var noticed = counted.ReportIds.ToHashSet();
            again = await told.TellAgainAsync(await told.NotOnTheirWayAsync([.. reports.Where(id => !noticed.Contains(id))], cancel), cancel);
            unknown = await WriteDownAsync([.. noticed.Where(id => !reports.Contains(id))], cancel);
        });
        if (again > 0)
        {
            outbox.Raise();
            metrics.Fixed(again, "no_notice");
            LogToldAgain(again);
        }

        if (unknown > 0)
        {
            metrics.Unknown(unknown);
            LogUnknown(unknown);
        }
    }

    private Task<int> WriteDownAsync(Guid[] ids, CancellationToken cancel) => db.Database.ExecuteSqlAsync(
        $"""
        insert into reports.unknown_reports (report_id, noticed_at) select id, {clock.GetUtcNow()} from unnest({ids}) as u(id)
        on conflict (report_id) do nothing
        """, cancel);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} reports had no notice; they are told again")]
    private partial void LogToldAgain(int count);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "{Count} reports have a notice but are not in this database: it was restored from an older backup. Their ids are in reports.unknown_reports; see docs/operations.md, restore from backup")]
    private partial void LogUnknown(int count);
}
