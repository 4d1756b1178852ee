using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.Sequencer;
using Netralitas.Services.Pledges.Invitations;
using Netralitas.Services.Pledges.Personal;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Signing;

/// <summary>Signatures under declarations, for organisers. One file for each RPC.</summary>
internal sealed partial class SignatureEndpoint(PledgesDb db, RequestLedger ledger, PersonalData personal, InclusionPromises promises, SigningAddresses addresses, TimeProvider clock)
    : SignatureService.SignatureServiceBase;
