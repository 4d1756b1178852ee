using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.Services.Pledges.Personal;
using Netralitas.Services.Pledges.Rosters;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Invitations;

/// <summary>Personal invitations, for organisers. One file for each RPC.</summary>
internal sealed partial class InvitationEndpoint(PledgesDb db, RequestLedger ledger, PersonalData personal, InvitationCodes codes, SigningAddresses addresses, TimeProvider clock)
    : InvitationService.InvitationServiceBase
{
    private string NameOf(InvitationRow invitation) => invitation.Sealed is { } person ? personal.OpenText(RosterStaging.Purpose, person).Split('\n')[0] : "";
}
