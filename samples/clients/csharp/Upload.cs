using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Net.Client;
using Netralitas.Contracts.Reports.V1;

namespace Netralitas.ReportClient;

/// <summary>A file that is handed in as evidence.</summary>
internal static class Upload
{
    /// <summary>The file is evidence of the report.</summary>
    internal static async Task<FinishUploadResponse> SendAsync(GrpcChannel channel, SubmitReportResponse receipt, string path)
    {
        var service = new EvidenceService.EvidenceServiceClient(channel);
        await using var file = File.OpenRead(path);
        var sha256 = await SHA256.HashDataAsync(file);
        var begun = await service.BeginUploadAsync(new BeginUploadRequest
        {
            RequestId = Guid.NewGuid().ToString(),
            Number = receipt.Number,
            AccessCode = receipt.AccessCode,
            SizeBytes = file.Length,
            Sha256 = ByteString.CopyFrom(sha256),
            Name = Path.GetFileName(path),
        });
        using var call = service.UploadChunks();
        await call.RequestStream.WriteAsync(new UploadChunksRequest { Target = new UploadTarget { Number = receipt.Number, AccessCode = receipt.AccessCode, UploadId = begun.UploadId } });
        // After a break, a new call goes on from the next_offset of GetUpload in the same way.
        file.Position = begun.NextOffset;
        var buffer = new byte[64 * 1024];
        for (int read; (read = await file.ReadAsync(buffer)) > 0;)
        {
            await call.RequestStream.WriteAsync(new UploadChunksRequest { Chunk = new UploadChunk { Offset = file.Position - read, Data = ByteString.CopyFrom(buffer, 0, read) } });
        }

        await call.RequestStream.CompleteAsync();
        await call;
        return await service.FinishUploadAsync(new FinishUploadRequest { Number = receipt.Number, AccessCode = receipt.AccessCode, UploadId = begun.UploadId });
    }
}
