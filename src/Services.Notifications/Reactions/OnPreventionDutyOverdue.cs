using MassTransit;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Offices;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>An office did not do its duty to prevent in time: it is told, and Bawaslu's office that stands above it. Once for each time.</summary>
internal sealed class OnPreventionDutyOverdue(NotificationsDb db, OfficeDirectory directory, TimeProvider clock) : IConsumer<PreventionDutyOverdue>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<PreventionDutyOverdue> context)
    {
        var (happened, now) = (context.Message, clock.Now());
        var (title, body) = NoticeWords.Of(happened);
        var offices = await directory.StandInsAsync(Recipients.OfDuty(happened.Office, happened.RegionCode), now, context.CancellationToken);
        await db.TellOnceAsync(context, nameof(OnPreventionDutyOverdue), new NoticeDraft(offices, NoticeKind.PpkDutyDue, happened.DutyId, happened.Version, title, body, happened.RegionCode, now));
    }
}
