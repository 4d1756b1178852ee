using MassTransit;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Escalations;
using Netralitas.Services.Notifications.Inbox;
using Netralitas.Services.Notifications.Offices;
using Netralitas.Services.Notifications.Windows;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>A report was taken in: the offices of its place are told, once, and nothing of what it says. Unless one of them acknowledges it in time, it climbs.</summary>
/// <remarks>After an outage of the broker, reports of hours may wait to be told: they share transactions.</remarks>
internal sealed class OnReportReceived(SharedInbox<NoticeDraft> inbox, InboxSignal signal, OfficeDirectory directory, EscalationOptions escalation, TimeProvider clock) : IConsumer<ReportReceived>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<ReportReceived> context)
    {
        var received = context.Message;
        var region = Recipients.RegionOf(received.RegionCode);
        var (title, body) = NoticeWords.Of(received, region);
        var now = clock.Now();
        var offices = await directory.SupervisorsAsync(region, now, context.CancellationToken);
        var draft = new NoticeDraft(offices, NoticeKind.ReportReceived, received.ReportId, received.Version, title, body, region?.Code.ToString(), now)
        {
            IsHeld = WindowRules.Holds(NoticeKind.ReportReceived, received.IsConfidential),
            Climbing = escalation.LineOf(NoticeKind.ReportReceived, offices, received.Number, now),
        };
        await inbox.TakeAsync(context, draft);
        if (!draft.IsHeld)
        {
            signal.Raise(offices);
        }
    }
}
