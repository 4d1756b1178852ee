using MassTransit;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Offices;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>Invitations to sign were made: the Bawaslu office of the region and its personnel authority are told how many there are to hand out. Once, and nothing of who is invited.</summary>
internal sealed class OnPledgeInvitationsIssued(NotificationsDb db, OfficeDirectory directory, TimeProvider clock) : IConsumer<PledgeInvitationsIssued>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<PledgeInvitationsIssued> context)
    {
        var (issued, now) = (context.Message, clock.Now());
        var region = Recipients.RegionOf(issued.RegionCode);
        var (title, body) = NoticeWords.Of(issued, region);
        var offices = await directory.StandInsAsync(Recipients.OfAuthority(issued.RegionCode), now, context.CancellationToken);
        await db.TellOnceAsync(context, nameof(OnPledgeInvitationsIssued), new NoticeDraft(offices, NoticeKind.PledgeInvitations, issued.BatchId, issued.Version, title, body, region?.Code.ToString(), now));
    }
}
