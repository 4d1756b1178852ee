using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.Services.Pledges.Law;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Violations;

/// <summary>Violations by election, for offices. One file for each RPC.</summary>
internal sealed partial class ViolationEndpoint(PledgesDb db, ElectionBook elections, RequestLedger ledger, TimeProvider clock) : ViolationService.ViolationServiceBase;
