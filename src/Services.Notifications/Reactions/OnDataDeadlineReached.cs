using MassTransit;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Offices;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>A term of data protection is near its end or over: the office that has to act is told, and where it is over, those above it too. Once, and nothing of whose data it is about.</summary>
internal sealed class OnDataDeadlineReached(NotificationsDb db, OfficeDirectory directory, TimeProvider clock) : IConsumer<DataDeadlineReached>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<DataDeadlineReached> context)
    {
        var (happened, now) = (context.Message, clock.Now());
        var isOver = happened.LeadHours == 0;
        var (title, body) = NoticeWords.Of(happened);
        var offices = await directory.OfCaseAsync(happened.OfficeCode, andAbove: isOver, now, context.CancellationToken);
        await db.TellOnceAsync(context, nameof(OnDataDeadlineReached), new NoticeDraft(offices, isOver ? NoticeKind.CaseDeadlinePassed : NoticeKind.CaseDeadlineApproached, happened.ClockId, happened.Version, title, body, null, now));
    }
}
