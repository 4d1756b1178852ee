using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.Sequencer;
using Netralitas.Services.Pledges.Invitations;
using Netralitas.Services.Pledges.Personal;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.InvitedSigning;

/// <summary>Signing with a personal invitation, for whoever holds one. One file for each RPC.</summary>
internal sealed partial class InvitedSignatureEndpoint(PledgesDb db, RequestLedger ledger, PersonalData personal, InclusionPromises promises, TimeProvider clock)
    : InvitedSignatureService.InvitedSignatureServiceBase
{
    /// <exception cref="ServiceDefaults.RefusalException">INVITATION_UNKNOWN.</exception>
    private static byte[] HashOf(string code) => InvitationCodes.HashOf(code) ?? throw PledgeRefusals.InvitationUnknown();

    private static InvitationState StateOf(InvitationRow invitation, DateTimeOffset now) =>
        InvitationStates.Of(invitation.ExpiresAt, invitation.UsedAt, invitation.RevokedAt, now);
}
