using MassTransit;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Reconciliation;

/// <summary>Reports were recounted: the notices about them, those that are held too, are counted, and where both differ, Reports is told which reports have one.</summary>
internal sealed class OnReportsRecounted(NotificationsDb db, OutboxSignal outbox) : IConsumer<ReportsRecounted>
{
    private const int MostIds = 5000;

    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<ReportsRecounted> context)
    {
        await db.OnceAsync(context, nameof(OnReportsRecounted), async () =>
        {
            var recounted = context.Message;
            var noticed = await db.Database.SqlQuery<Guid>(
                $"""
                select subject_id as "Value" from notifications.notices
                where kind = {nameof(NoticeKind.ReportReceived)} and subject_id > {recounted.AfterReportId} and subject_id <= {recounted.UpToReportId}
                union select subject_id from notifications.held_notices
                where kind = {nameof(NoticeKind.ReportReceived)} and subject_id > {recounted.AfterReportId} and subject_id <= {recounted.UpToReportId}
                order by 1
                """).ToListAsync(context.CancellationToken);
            if (noticed.Count == recounted.Reports && ReportIds.Digest(noticed) == recounted.Digest)
            {
                return;
            }

            foreach (var part in Parts(recounted, noticed))
            {
                await db.EnqueueAsync(part, part.BatchId, part.Version, context.CancellationToken);
            }
        });
        outbox.Raise();
    }

    /// <summary>The answer in parts that cover the stretch without a gap; a stretch without notices is one empty part.</summary>
    internal static IEnumerable<NoticesCounted> Parts(ReportsRecounted recounted, IReadOnlyList<Guid> noticed)
    {
        var parts = noticed.Count == 0 ? [[]] : noticed.Chunk(MostIds).ToArray();
        var after = recounted.AfterReportId;
        for (var i = 0; i < parts.Length; i++)
        {
            var upTo = i == parts.Length - 1 ? recounted.UpToReportId : parts[i][^1];
            yield return new NoticesCounted { BatchId = recounted.BatchId, Version = i + 1, AfterReportId = after, UpToReportId = upTo, ReportIds = parts[i] };
            after = upTo;
        }
    }
}
