using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Sequencer;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Proofs;

internal sealed partial class ProofEndpoint
{
    // A checkpoint comes every ten seconds while the log grows.
    private const int RetryAfterSeconds = 10;

    /// <summary>Gives the holder of a receipt the proof of its signature, or what there is until there is one.</summary>
    /// <remarks>Stores and logs nothing. The secret is what opens the entry: it is compared by its hash, in a time that does not tell how much of it was right.</remarks>
    /// <exception cref="RefusalException">PROOF_NOT_FOUND, for an unknown id and a wrong secret alike.</exception>
    [AllowAnonymous]
    public override async Task<GetProofResponse> GetProof(GetProofRequest request, ServerCallContext context)
    {
        var standing = Guid.TryParse(request.SignatureId, out var signature)
            ? await proofs.FindAsync(signature, request.Secret.Memory, context.CancellationToken)
            : null;
        if (standing is null)
        {
            throw PledgeRefusals.ProofNotFound();
        }

        return new GetProofResponse
        {
            State = standing.State switch
            {
                EntryState.Promised => ProofState.Promised,
                EntryState.Proven => ProofState.Proven,
                EntryState.Erased => ProofState.Erased,
            },
            Proof = standing.File is { } file ? UnsafeByteOperations.UnsafeWrap(file.ToBytes()) : ByteString.Empty,
            PromisedUntil = standing.PromisedUntil?.ToTimestamp(),
            RetryAfterSeconds = standing.State is EntryState.Promised || standing.File is null ? RetryAfterSeconds : 0,
        };
    }
}
