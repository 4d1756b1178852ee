using MassTransit;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Offices;
using Netralitas.Services.Notifications.Storage;
using Netralitas.Services.Notifications.Windows;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>A transfer waits for an office's answer: that office is told, once. The reports service lets it climb, and then says so for the office above [LAW-TRF-03].</summary>
internal sealed class OnTransferAwaited(NotificationsDb db, OfficeDirectory directory, TimeProvider clock) : IConsumer<TransferAwaited>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<TransferAwaited> context)
    {
        var (happened, now) = (context.Message, clock.Now());
        var offices = await directory.OfCaseAsync(happened.AwaitedOfficeCode, andAbove: false, now, context.CancellationToken);
        var (title, body) = NoticeWords.Of(happened);
        await db.TellOnceAsync(context, nameof(OnTransferAwaited),
            new NoticeDraft(offices, NoticeKind.TransferToAcknowledge, happened.ReportId, happened.Version, title, body, happened.RegionCode, now)
            {
                IsHeld = WindowRules.Holds(NoticeKind.TransferToAcknowledge, happened.IsConfidential),
            });
    }
}
