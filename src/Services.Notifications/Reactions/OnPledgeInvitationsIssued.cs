using MassTransit;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Storage;
using Npgsql;

namespace Netralitas.Services.Notifications.Reactions;

/// <summary>Invitations to sign were made: the Bawaslu office of the region and its personnel authority are told how many there are to hand out. Once, and nothing of who is invited.</summary>
internal sealed class OnPledgeInvitationsIssued(NotificationsDb db, TimeProvider clock) : IConsumer<PledgeInvitationsIssued>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<PledgeInvitationsIssued> context) => db.OnceAsync(context, nameof(OnPledgeInvitationsIssued), () =>
    {
        var issued = context.Message;
        var region = Recipients.RegionOf(issued.RegionCode);
        var (title, body) = NoticeWords.Of(issued, region);
        return NoticeDraft.TellAsync((NpgsqlConnection)db.Database.GetDbConnection(),
            [new(Recipients.OfAuthority(issued.RegionCode), NoticeKind.PledgeInvitations, issued.BatchId, issued.Version, title, body, region?.Code.ToString(), clock.Now())]);
    });
}
