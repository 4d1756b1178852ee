using Netralitas.Contracts.Pledges.V1;
using Netralitas.Sequencer;

namespace Netralitas.Services.Pledges.Proofs;

/// <summary>Proofs of signatures, for who holds a receipt. One file for each RPC.</summary>
internal sealed partial class ProofEndpoint(EntryProofs proofs) : ProofService.ProofServiceBase;
