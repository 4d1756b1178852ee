using MassTransit;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Storage;
using Npgsql;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>So many percent of a region or unit have pledged: the personnel authority of its region and Bawaslu's office there are told. Once for each percent.</summary>
internal sealed class OnCoverageMilestoneReached(NotificationsDb db, TimeProvider clock) : IConsumer<CoverageMilestoneReached>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<CoverageMilestoneReached> context) => db.OnceAsync(context, nameof(OnCoverageMilestoneReached), () =>
    {
        var happened = context.Message;
        var (title, body) = NoticeWords.Of(happened);
        return NoticeDraft.TellAsync((NpgsqlConnection)db.Database.GetDbConnection(),
            [new(Recipients.OfAuthority(happened.RegionCode), NoticeKind.CoverageMilestone, happened.CoverageId, happened.Version, title, body, happened.RegionCode, clock.Now())]);
    });
}
