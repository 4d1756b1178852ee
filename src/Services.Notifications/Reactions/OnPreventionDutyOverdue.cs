using MassTransit;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Storage;
using Npgsql;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>An office did not do its duty to prevent in time: it is told, and Bawaslu's office that stands above it. Once for each time.</summary>
internal sealed class OnPreventionDutyOverdue(NotificationsDb db, TimeProvider clock) : IConsumer<PreventionDutyOverdue>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<PreventionDutyOverdue> context) => db.OnceAsync(context, nameof(OnPreventionDutyOverdue), () =>
    {
        var happened = context.Message;
        var (title, body) = NoticeWords.Of(happened);
        return NoticeDraft.TellAsync((NpgsqlConnection)db.Database.GetDbConnection(),
            [new(Recipients.OfDuty(happened.Office, happened.RegionCode), NoticeKind.PpkDutyDue, happened.DutyId, happened.Version, title, body, happened.RegionCode, clock.Now())]);
    });
}
