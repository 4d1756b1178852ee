using MassTransit;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>The status of a report changed: the office that handles it is told, and where the case is accepted or over, those above it. Once, and nothing of what was reported.</summary>
/// <remarks>Offices of a whole country take steps at once: what they tell shares transactions.</remarks>
internal sealed class OnReportStatusChanged(SharedInbox<StatusNotice> inbox, TimeProvider clock) : IConsumer<ReportStatusChanged>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<ReportStatusChanged> context)
    {
        var happened = context.Message;
        var isForAbove = Enum.TryParse<ReportStatus>(happened.Status, out var status) && CaseWords.IsForOfficesAbove(status);
        var (title, body) = NoticeWords.Of(happened);
        return inbox.TakeAsync(context, new StatusNotice(new NoticeDraft(
            Recipients.OfCase(happened.OfficeCode, andAbove: isForAbove), NoticeKind.ReportStatusChanged, happened.ReportId, happened.Version, title, body, happened.RegionCode, clock.Now())));
    }
}

/// <summary>What one change of status has told.</summary>
/// <param name="Draft">The notices.</param>
internal sealed record StatusNotice(NoticeDraft Draft);
