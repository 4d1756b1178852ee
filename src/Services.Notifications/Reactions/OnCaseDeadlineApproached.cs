using MassTransit;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Escalations;
using Netralitas.Services.Notifications.Offices;
using Netralitas.Services.Notifications.Storage;
using Netralitas.Services.Notifications.Windows;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>The end of a term is near: the office that handles the case is told. Once, and nothing of what was reported. Unless somebody acknowledges it in time, it climbs.</summary>
internal sealed class OnCaseDeadlineApproached(NotificationsDb db, EscalationOptions escalation, OfficeDirectory directory, TimeProvider clock) : IConsumer<CaseDeadlineApproached>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<CaseDeadlineApproached> context)
    {
        var (happened, now) = (context.Message, clock.Now());
        var (title, body) = NoticeWords.Of(happened);
        var line = await directory.OfCaseAsync(happened.OfficeCode, andAbove: true, now, context.CancellationToken);
        await db.TellOnceAsync(context, nameof(OnCaseDeadlineApproached), new NoticeDraft([line[0]], NoticeKind.CaseDeadlineApproached, happened.ReportId, happened.Version, title, body, happened.RegionCode, now)
        {
            IsHeld = WindowRules.Holds(NoticeKind.CaseDeadlineApproached, happened.IsConfidential),
            Climbing = escalation.LineOf(NoticeKind.CaseDeadlineApproached, line, happened.Number, now),
        });
    }
}
