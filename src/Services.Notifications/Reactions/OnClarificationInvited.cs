using MassTransit;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Offices;
using Netralitas.Services.Notifications.Storage;
using Netralitas.Services.Notifications.Windows;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>An invitation to a clarification was recorded: the office that handles the case is told that it is to be handed over. Once, and nothing of who is invited.</summary>
internal sealed class OnClarificationInvited(NotificationsDb db, OfficeDirectory directory, TimeProvider clock) : IConsumer<ClarificationInvited>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<ClarificationInvited> context)
    {
        var (happened, now) = (context.Message, clock.Now());
        var offices = await directory.OfCaseAsync(happened.OfficeCode, andAbove: false, now, context.CancellationToken);
        var (title, body) = NoticeWords.Of(happened);
        await db.TellOnceAsync(context, nameof(OnClarificationInvited),
            new NoticeDraft(offices, NoticeKind.Invitation, happened.ReportId, happened.Version, title, body, happened.RegionCode, now)
            {
                IsHeld = WindowRules.Holds(NoticeKind.Invitation, happened.IsConfidential),
            });
    }
}
