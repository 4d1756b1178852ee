using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.Sequencer;
using Netralitas.Services.Pledges.Papers;
using Netralitas.Services.Pledges.Personal;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Declarations;

/// <summary>Opening and reading declarations. One file for each RPC.</summary>
internal sealed partial class DeclarationEndpoint(PledgesDb db, RequestLedger ledger, PersonalData personal, InclusionPromises promises, PaperNumbers papers, TimeProvider clock)
    : DeclarationService.DeclarationServiceBase;
