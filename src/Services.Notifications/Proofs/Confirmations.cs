using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Messaging;
using Netralitas.Services.Notifications.Deliveries;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Proofs;

/// <summary>Records that a notice was received, once, whichever way it was confirmed.</summary>
internal sealed class Confirmations(NotificationsDb db)
{
    /// <summary>Records the first confirmation in the open transaction, and with it the event of the service where something runs from it.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="confirmed">Who confirms it, and how.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The instant of the first confirmation; of two at once the second waits and is told the first one's.</returns>
    internal async Task<DateTimeOffset> TakeAsync(Notice notice, Confirmed confirmed, CancellationToken cancel)
    {
        var isFirst = await db.Notices.Where(n => n.Id == notice.Id && n.AcknowledgedAt == null).ExecuteUpdateAsync(set => set
            .SetProperty(n => n.AcknowledgedAt, confirmed.At).SetProperty(n => n.AcknowledgedBy, confirmed.By)
            .SetProperty(n => n.AcknowledgedMeans, confirmed.Means).SetProperty(n => n.AcknowledgedDeliveryId, confirmed.DeliveryId), cancel) == 1;
        if (!isFirst)
        {
            return (await db.Notices.Where(n => n.Id == notice.Id).Select(n => n.AcknowledgedAt).SingleAsync(cancel))!.Value;
        }

        if (NoticeManner.IsServed(notice.Kind))
        {
            var served = new NoticeServed
            {
                NoticeId = notice.Id,
                Version = 1,
                Kind = notice.Kind.ToString(),
                SubjectId = notice.SubjectId,
                Office = notice.Office,
                ServedAt = confirmed.At,
            };
            await db.EnqueueAsync(served, notice.Id, served.Version, cancel);
        }

        return confirmed.At;
    }
}

/// <summary>A confirmation.</summary>
/// <param name="At">When.</param>
/// <param name="Means">How.</param>
/// <param name="By">Claim <c>sub</c> of who was signed in; null for a code.</param>
/// <param name="DeliveryId">The delivery whose code it was; null for whoever was signed in.</param>
internal sealed record Confirmed(DateTimeOffset At, ConfirmationMeans Means, string? By, Guid? DeliveryId);
