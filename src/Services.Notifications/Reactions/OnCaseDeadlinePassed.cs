using MassTransit;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Escalations;
using Netralitas.Services.Notifications.Offices;
using Netralitas.Services.Notifications.Storage;
using Netralitas.Services.Notifications.Windows;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>A term is over: the office that handles the case is told, and those above it. Once, and nothing of what was reported. Unless somebody acknowledges it in time, it climbs.</summary>
internal sealed class OnCaseDeadlinePassed(NotificationsDb db, EscalationOptions escalation, OfficeDirectory directory, TimeProvider clock) : IConsumer<CaseDeadlinePassed>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<CaseDeadlinePassed> context)
    {
        var (happened, now) = (context.Message, clock.Now());
        var (title, body) = NoticeWords.Of(happened);
        var line = await directory.OfCaseAsync(happened.OfficeCode, andAbove: true, now, context.CancellationToken);
        await db.TellOnceAsync(context, nameof(OnCaseDeadlinePassed), new NoticeDraft(line, NoticeKind.CaseDeadlinePassed, happened.ReportId, happened.Version, title, body, happened.RegionCode, now)
        {
            IsHeld = WindowRules.Holds(NoticeKind.CaseDeadlinePassed, happened.IsConfidential),
            Climbing = escalation.LineOf(NoticeKind.CaseDeadlinePassed, line, happened.Number, now),
        });
    }
}
