using MassTransit;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Inbox;
using Netralitas.Services.Notifications.Offices;
using Netralitas.Services.Notifications.Windows;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>The status of a report changed: the office that handles it is told, and where the case is accepted or over, those above it. Once, and nothing of what was reported.</summary>
/// <remarks>Offices of a whole country take steps at once: what they tell shares transactions.</remarks>
internal sealed class OnReportStatusChanged(SharedInbox<StatusNotice> inbox, InboxSignal signal, OfficeDirectory directory, TimeProvider clock) : IConsumer<ReportStatusChanged>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<ReportStatusChanged> context)
    {
        var (happened, now) = (context.Message, clock.Now());
        if (happened.ToldBy is nameof(ClarificationInvited))
        {
            // The notice of the invitation says all that this one would.
            return;
        }

        var status = Enum.TryParse<ReportStatus>(happened.Status, out var known) ? known : ReportStatus.Unspecified;
        var offices = await directory.OfCaseAsync(happened.OfficeCode, CaseWords.IsForOfficesAbove(status), now, context.CancellationToken);
        var (title, body) = NoticeWords.Of(happened);
        var kind = CaseWords.KindOf(status);
        var draft = new NoticeDraft(offices, kind, happened.ReportId, happened.Version, title, body, happened.RegionCode, now)
        {
            IsHeld = WindowRules.Holds(kind, happened.IsConfidential),
        };
        await inbox.TakeAsync(context, new StatusNotice(draft));
        if (!draft.IsHeld)
        {
            signal.Raise(offices);
        }
    }
}

/// <summary>What one change of status has told.</summary>
/// <param name="Draft">The notices.</param>
internal sealed record StatusNotice(NoticeDraft Draft);
