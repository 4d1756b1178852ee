using MassTransit;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Storage;
using Npgsql;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>People have not pledged: the personnel authority of their region is reminded, and Bawaslu's office there told; how many, and where the list is.</summary>
internal sealed class OnPledgeReminderDue(NotificationsDb db, TimeProvider clock) : IConsumer<PledgeReminderDue>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<PledgeReminderDue> context) => db.OnceAsync(context, nameof(OnPledgeReminderDue), () =>
    {
        var happened = context.Message;
        var (title, body) = NoticeWords.Of(happened);
        return NoticeDraft.TellAsync((NpgsqlConnection)db.Database.GetDbConnection(),
            [new(Recipients.OfAuthority(happened.RegionCode), NoticeKind.ReminderToPledge, happened.ReminderId, happened.Version, title, body, happened.RegionCode, clock.Now())]);
    });
}
