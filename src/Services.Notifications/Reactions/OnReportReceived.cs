using MassTransit;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>A report was taken in: the offices of its place are told, once, and nothing of what it says.</summary>
/// <remarks>After an outage of the broker, reports of hours may wait to be told: they share transactions.</remarks>
internal sealed class OnReportReceived(SharedInbox<NoticeDraft> inbox, TimeProvider clock) : IConsumer<ReportReceived>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<ReportReceived> context)
    {
        var received = context.Message;
        var region = Recipients.RegionOf(received.RegionCode);
        var (title, body) = NoticeWords.Of(received, region);
        return inbox.TakeAsync(context, new NoticeDraft(
            Recipients.Of(region?.Code), NoticeKind.ReportReceived, received.ReportId, received.Version, title, body, region?.Code.ToString(), clock.Now()));
    }
}
