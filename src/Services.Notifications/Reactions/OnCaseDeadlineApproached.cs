using MassTransit;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Escalations;
using Netralitas.Services.Notifications.Storage;
using Npgsql;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>The end of a term is near: the office that handles the case is told. Once, and nothing of what was reported. Unless somebody acknowledges it in time, it climbs.</summary>
internal sealed class OnCaseDeadlineApproached(NotificationsDb db, EscalationOptions escalation, TimeProvider clock) : IConsumer<CaseDeadlineApproached>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<CaseDeadlineApproached> context) => db.OnceAsync(context, nameof(OnCaseDeadlineApproached), () =>
    {
        var happened = context.Message;
        var (title, body) = NoticeWords.Of(happened);
        var now = clock.Now();
        return NoticeDraft.TellAsync((NpgsqlConnection)db.Database.GetDbConnection(),
        [
            new(Recipients.OfCase(happened.OfficeCode, andAbove: false), NoticeKind.CaseDeadlineApproached, happened.ReportId, happened.Version, title, body, happened.RegionCode, now)
            {
                Climbing = escalation.LineOf(NoticeKind.CaseDeadlineApproached, Recipients.OfCase(happened.OfficeCode, andAbove: true), happened.Number, now),
            },
        ]);
    });
}
