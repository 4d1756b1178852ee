using MassTransit;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>A report was taken in: the offices of its place are told, once, and nothing of what it says.</summary>
internal sealed class OnReportReceived(NotificationsDb db, TimeProvider clock) : IConsumer<ReportReceived>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<ReportReceived> context) => db.OnceAsync(context, nameof(OnReportReceived), async () =>
    {
        var received = context.Message;
        var region = Recipients.RegionOf(received.RegionCode);
        var (title, body) = NoticeWords.Of(received, region);
        await db.TellAsync(Recipients.Of(region?.Code), new NoticeDraft(
            NoticeKind.ReportReceived, received.ReportId, received.Version, title, body, region?.Code.ToString()), clock.Now(), context.CancellationToken);
    });
}
