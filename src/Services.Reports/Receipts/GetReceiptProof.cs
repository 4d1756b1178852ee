using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Sequencer;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Receipts;

internal sealed partial class ReceiptEndpoint
{
    /// <summary>Gives the reporter the proof that the report is in the public log, or what there is until there is one.</summary>
    /// <remarks>Stores and logs nothing. An unknown number costs the same work and gets the same answer as a wrong code.</remarks>
    /// <exception cref="RefusalException">REPORT_NOT_FOUND.</exception>
    [AllowAnonymous]
    public override async Task<GetReceiptProofResponse> GetReceiptProof(GetReceiptProofRequest request, ServerCallContext context)
    {
        var report = await access.OpenEvenErasedAsync(request.Number, request.AccessCode, context.CancellationToken);
        var standing = await proofs.FindOwnAsync(report.Id, context.CancellationToken) ?? throw new InvalidOperationException("A report has no entry.");
        var isWaiting = standing.State is EntryState.Promised || standing.File is null;
        return new GetReceiptProofResponse
        {
            State = standing.State switch
            {
                EntryState.Promised => ReceiptState.Promised,
                EntryState.Proven => ReceiptState.Proven,
                EntryState.Erased => ReceiptState.Erased,
            },
            Proof = standing.File is { } file ? UnsafeByteOperations.UnsafeWrap(file.ToBytes()) : ByteString.Empty,
            PromisedUntil = standing.PromisedUntil?.ToTimestamp(),
            RetryAfterSeconds = isWaiting ? (int)Math.Ceiling(proofs.AskAgainAfter(clock.GetUtcNow()).TotalSeconds) : 0,
        };
    }
}
