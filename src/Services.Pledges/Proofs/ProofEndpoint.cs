using Netralitas.Contracts.Pledges.V1;
using Netralitas.Sequencer;
using Netralitas.Services.Pledges.Rolls;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Proofs;

/// <summary>Proofs of signatures, for who holds a receipt. One file for each RPC.</summary>
internal sealed partial class ProofEndpoint(EntryProofs proofs, RollProofs rolls, PledgesDb db) : ProofService.ProofServiceBase;
