using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Declarations;

/// <summary>Opening and reading declarations. One file for each RPC.</summary>
internal sealed partial class DeclarationEndpoint(PledgesDb db, RequestLedger ledger, TimeProvider clock) : DeclarationService.DeclarationServiceBase;
