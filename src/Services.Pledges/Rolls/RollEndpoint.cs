using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Rolls;

/// <summary>Sealed rolls without their people, for anyone. One file for each RPC.</summary>
internal sealed partial class RollEndpoint(PledgesDb db, RollProofs proofs) : RollService.RollServiceBase;
