using MassTransit;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Offices;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>So many percent of a region or unit have pledged: the personnel authority of its region and Bawaslu's office there are told. Once for each percent.</summary>
internal sealed class OnCoverageMilestoneReached(NotificationsDb db, OfficeDirectory directory, TimeProvider clock) : IConsumer<CoverageMilestoneReached>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<CoverageMilestoneReached> context)
    {
        var (happened, now) = (context.Message, clock.Now());
        var (title, body) = NoticeWords.Of(happened);
        var offices = await directory.StandInsAsync(Recipients.OfAuthority(happened.RegionCode), now, context.CancellationToken);
        await db.TellOnceAsync(context, nameof(OnCoverageMilestoneReached), new NoticeDraft(offices, NoticeKind.CoverageMilestone, happened.CoverageId, happened.Version, title, body, happened.RegionCode, now));
    }
}
