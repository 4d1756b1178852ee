using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Invitations;

internal sealed partial class InvitationEndpoint
{
    /// <summary>Ends an invitation.</summary>
    /// <remarks>When this returns, nobody signs with it, also after a crash. The same request again gets the first answer. Of a revocation and a signature at once, one is refused.</remarks>
    /// <exception cref="RefusalException">REQUEST_ID_INVALID, INVITATION_UNKNOWN, also for one of another region; INVITATION_NOT_OPEN, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<RevokeInvitationResponse> RevokeInvitation(RevokeInvitationRequest request, ServerCallContext context) =>
        await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var invitation = Guid.TryParse(request.InvitationId, out var id) ? await db.LockInvitationAsync(id, context.CancellationToken) : null;
            if (invitation is null || !Caller.Of(context).Office.Covers(invitation.RegionCode))
            {
                throw PledgeRefusals.InvitationUnknown();
            }

            var now = clock.Now();
            var state = InvitationStates.Of(invitation.ExpiresAt, invitation.UsedAt, invitation.RevokedAt, now);
            if (state is InvitationState.Used or InvitationState.Revoked)
            {
                throw PledgeRefusals.InvitationNotOpen(InvitationStates.Words(state));
            }

            await db.RevokeInvitationAsync(id, now, context.CancellationToken);
            return new RevokeInvitationResponse { State = InvitationStates.Of(invitation.ExpiresAt, invitation.UsedAt, now, now) };
        });
}
