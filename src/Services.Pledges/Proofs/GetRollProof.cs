using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Sequencer;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;
using Netralitas.TransparencyLog;

namespace Netralitas.Services.Pledges.Proofs;

internal sealed partial class ProofEndpoint
{
    /// <summary>Gives the holder of a receipt the proof that the signature is a line of its declaration's sealed roll.</summary>
    /// <remarks>Stores and logs nothing. The line is found by the receipt's secret alone: the roll does not say whose a line is.</remarks>
    /// <exception cref="RefusalException">PROOF_NOT_FOUND, for an unknown id and a wrong secret alike; ROLL_NOT_SEALED, SIGNATURE_ALREADY_ERASED.</exception>
    [AllowAnonymous]
    public override async Task<GetRollProofResponse> GetRollProof(GetRollProofRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var standing = Guid.TryParse(request.SignatureId, out var id) ? await proofs.FindAsync(id, request.Secret.Memory, cancel) : null;
        var signature = standing is null ? null : await db.FindSignatureAsync(id, cancel);
        if (standing is null || signature is null)
        {
            throw PledgeRefusals.ProofNotFound();
        }

        if (standing.State is EntryState.Erased)
        {
            throw PledgeRefusals.SignatureAlreadyErased();
        }

        var proof = standing.File is { } file && OpenedEntry.TryRead(file.Extra, out var opened, out _)
            ? await rolls.FindAsync(signature.DeclarationId, id, opened, cancel)
            : null;
        if (proof is null)
        {
            throw PledgeRefusals.RollNotSealed();
        }

        return new GetRollProofResponse
        {
            State = proof.Seal.IsPromise ? ProofState.Promised : ProofState.Proven,
            Proof = UnsafeByteOperations.UnsafeWrap(proof.ToBytes()),
            RetryAfterSeconds = proof.Seal.IsPromise ? RetryAfterSeconds : 0,
        };
    }
}
