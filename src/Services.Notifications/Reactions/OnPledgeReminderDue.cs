using MassTransit;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Offices;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>People have not pledged: the personnel authority of their region is reminded, and Bawaslu's office there told; how many, and where the list is.</summary>
internal sealed class OnPledgeReminderDue(NotificationsDb db, OfficeDirectory directory, TimeProvider clock) : IConsumer<PledgeReminderDue>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<PledgeReminderDue> context)
    {
        var (happened, now) = (context.Message, clock.Now());
        var (title, body) = NoticeWords.Of(happened);
        var offices = await directory.StandInsAsync(Recipients.OfAuthority(happened.RegionCode), now, context.CancellationToken);
        await db.TellOnceAsync(context, nameof(OnPledgeReminderDue), new NoticeDraft(offices, NoticeKind.ReminderToPledge, happened.ReminderId, happened.Version, title, body, happened.RegionCode, now));
    }
}
