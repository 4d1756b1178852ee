using MassTransit;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Offices;
using Netralitas.Services.Notifications.Storage;
using Netralitas.Services.Notifications.Windows;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>Something became of a transfer: the office that sent it, or that had the case, is told, once [LAW-TRF-03].</summary>
internal sealed class OnTransferProgressed(NotificationsDb db, OfficeDirectory directory, TimeProvider clock) : IConsumer<TransferProgressed>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<TransferProgressed> context)
    {
        var (happened, now) = (context.Message, clock.Now());
        var offices = await directory.OfCaseAsync(happened.OfficeCode, andAbove: false, now, context.CancellationToken);
        var (title, body) = NoticeWords.Of(happened);
        await db.TellOnceAsync(context, nameof(OnTransferProgressed),
            new NoticeDraft(offices, NoticeKind.TransferProgressed, happened.ReportId, happened.Version, title, body, happened.RegionCode, now)
            {
                IsHeld = WindowRules.Holds(NoticeKind.TransferProgressed, happened.IsConfidential),
            });
    }
}
