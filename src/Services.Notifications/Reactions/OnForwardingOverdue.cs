using MassTransit;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Offices;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>Nothing was decided in time on what was forwarded: the office that handles the case is told, and the one above it. Once; nothing of the case stands in the notice [LAW-FWD-06].</summary>
internal sealed class OnForwardingOverdue(NotificationsDb db, OfficeDirectory directory, TimeProvider clock) : IConsumer<ForwardingOverdue>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<ForwardingOverdue> context)
    {
        var (happened, now) = (context.Message, clock.Now());
        var (title, body) = NoticeWords.Of(happened);
        var line = await directory.OfCaseAsync(happened.OfficeCode, andAbove: true, now, context.CancellationToken);
        await db.TellOnceAsync(context, nameof(OnForwardingOverdue),
            new NoticeDraft([.. line.Take(2)], NoticeKind.ForwardingOverdue, happened.ForwardingId, happened.Version, title, body, happened.RegionCode, now));
    }
}
