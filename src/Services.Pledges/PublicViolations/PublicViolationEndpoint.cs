using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Law;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.PublicViolations;

/// <summary>Violations by election, for anyone. One file for each RPC.</summary>
internal sealed partial class PublicViolationEndpoint(PledgesDb db, ElectionBook elections, TimeProvider clock) : PublicViolationService.PublicViolationServiceBase;
