using System.Diagnostics;
using System.Security.Cryptography;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.EvidenceFiles;

namespace Netralitas.Services.Reports.EvidenceIntake;

internal sealed partial class EvidenceEndpoint
{
    /// <summary>The bytes are safe: sealed, on the disk of the store, and counted in the database.</summary>
    /// <remarks>
    /// A message, a chunk of 64 KiB and a sealed part of 1 MiB are in memory, whatever the length of the file. When the stream breaks, what makes whole chunks is stored before
    /// the call ends; a process that dies loses what came since the last part. Of two streams for one upload one goes on and the other is refused.
    /// </remarks>
    /// <exception cref="RefusalException">
    /// REPORT_NOT_FOUND, UPLOAD_UNKNOWN, CHUNK_INVALID, UPLOAD_BEGUN_OTHERWISE, UPLOAD_CHANGED, UPLOAD_FINISHED, UPLOAD_TOO_SLOW, UPLOADS_BUSY, EVIDENCE_UNAVAILABLE. What came before stays.
    /// </exception>
    [AllowAnonymous]
    public override async Task<UploadChunksResponse> UploadChunks(IAsyncStreamReader<UploadChunksRequest> requestStream, ServerCallContext context)
    {
        await places.EnterAsync(context.CancellationToken);
        try
        {
            var target = await NextAsync(requestStream, context) is { ContentCase: UploadChunksRequest.ContentOneofCase.Target } first
                ? first.Target
                : throw EvidenceRefusals.ChunkInvalid("target", "Pesan pertama menyebut unggahan mana yang dilanjutkan.");
            var sender = await senders.OpenAsync(target.Number, target.AccessCode, context);
            var (_, file) = await FindUploadAsync(sender, target.UploadId, context.CancellationToken);
            if (file is not { State: EvidenceFileState.Receiving, UploadKey: { } sealedKey })
            {
                throw EvidenceRefusals.UploadFinished();
            }

            var key = uploadKeys.Open(file.Id, sealedKey);
            using var writer = new EvidenceFileWriter(parts, file, key);
            CryptographicOperations.ZeroMemory(key);
            try
            {
                await TakeAllAsync(requestStream, writer, file, context);
            }
            finally
            {
                await writer.FlushAsync();
            }

            return new UploadChunksResponse { NextOffset = writer.Stored };
        }
        finally
        {
            places.Leave();
        }
    }

    private async Task TakeAllAsync(IAsyncStreamReader<UploadChunksRequest> stream, EvidenceFileWriter writer, EvidenceFile file, ServerCallContext context)
    {
        var (startedAt, startedFrom) = (Stopwatch.GetTimestamp(), writer.Position);
        while (await NextAsync(stream, context) is { } message)
        {
            if (message.ContentCase != UploadChunksRequest.ContentOneofCase.Chunk || message.Chunk.Data.Length > LargestChunk)
            {
                throw EvidenceRefusals.ChunkInvalid("chunk.data", $"Setiap pesan setelah yang pertama memuat paling banyak {LargestChunk} bita.");
            }

            if (message.Chunk.Offset != writer.Position || message.Chunk.Data.Length > file.SizeBytes - writer.Position)
            {
                throw EvidenceRefusals.ChunkInvalid("chunk.offset", $"Bagian berikutnya mulai pada {writer.Position} dan berakhir paling jauh pada {file.SizeBytes}.");
            }

            await writer.AppendAsync(message.Chunk.Data.Memory);
            if (places.IsTooSlow(writer.Position - startedFrom, startedAt))
            {
                throw EvidenceRefusals.UploadTooSlow();
            }
        }
    }

    // Null at the end of the stream.
    private async Task<UploadChunksRequest?> NextAsync(IAsyncStreamReader<UploadChunksRequest> stream, ServerCallContext context)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        patience.CancelAfter(places.LongestPause);
        try
        {
            return await stream.MoveNext(patience.Token) ? stream.Current : null;
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested)
        {
            throw EvidenceRefusals.UploadTooSlow();
        }
    }
}
