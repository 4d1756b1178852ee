using MassTransit;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Storage;
using Npgsql;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>A term of data protection is near its end or over: the office that has to act is told, and where it is over, those above it too. Once, and nothing of whose data it is about.</summary>
internal sealed class OnDataDeadlineReached(NotificationsDb db, TimeProvider clock) : IConsumer<DataDeadlineReached>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<DataDeadlineReached> context) => db.OnceAsync(context, nameof(OnDataDeadlineReached), () =>
    {
        var happened = context.Message;
        var isOver = happened.LeadHours == 0;
        var (title, body) = NoticeWords.Of(happened);
        return NoticeDraft.TellAsync((NpgsqlConnection)db.Database.GetDbConnection(),
            [new(Recipients.OfCase(happened.OfficeCode, andAbove: isOver), isOver ? NoticeKind.CaseDeadlinePassed : NoticeKind.CaseDeadlineApproached, happened.ClockId, happened.Version, title, body, null, clock.Now())]);
    });
}
