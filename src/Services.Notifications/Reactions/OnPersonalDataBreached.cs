using MassTransit;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Storage;
using Npgsql;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>Personal data were breached: the offices of the region, those above them and central Bawaslu are told. Once, and nothing of whose data it is.</summary>
internal sealed class OnPersonalDataBreached(NotificationsDb db, TimeProvider clock) : IConsumer<PersonalDataBreached>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<PersonalDataBreached> context) => db.OnceAsync(context, nameof(OnPersonalDataBreached), () =>
    {
        var happened = context.Message;
        var (title, body) = NoticeWords.Of(happened);
        return NoticeDraft.TellAsync((NpgsqlConnection)db.Database.GetDbConnection(),
            [new(Recipients.OfCase(happened.RegionCode, andAbove: true), NoticeKind.DataBreach, happened.BreachId, happened.Version, title, body, happened.RegionCode, clock.Now())]);
    });
}
