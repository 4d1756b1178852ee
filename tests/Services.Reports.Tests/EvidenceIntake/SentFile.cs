using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Review;

namespace Netralitas.Services.Reports.Tests.EvidenceIntake;

/// <summary>A file on its way to a report, as its sender's program sends it.</summary>
internal sealed class SentFile
{
    private readonly string accessCode;

    /// <summary>A file of the reporter, or of an officer when there is metadata of one.</summary>
    internal SentFile(SubmitReportResponse receipt, byte[] bytes, Metadata? officer = null, bool keepsMetadata = false, string name = "foto.jpg")
    {
        (Receipt, Bytes, Officer) = (receipt, bytes, officer);
        accessCode = officer is null ? receipt.AccessCode : "";
        Begin = new BeginUploadRequest
        {
            RequestId = ExaminedReport.NewId(),
            Number = receipt.Number,
            AccessCode = accessCode,
            SizeBytes = bytes.Length,
            Name = name,
            Description = "CONTOH",
            KeepsMetadata = keepsMetadata,
        };
    }

    internal SubmitReportResponse Receipt { get; }

    internal byte[] Bytes { get; }

    internal Metadata? Officer { get; }

    internal BeginUploadRequest Begin { get; }

    internal string UploadId { get; private set; } = "";

    internal byte[] Sha256 => SHA256.HashData(Bytes);

    internal async Task<BeginUploadResponse> BeginAsync(ReportsProcess replica)
    {
        var begun = await replica.Evidence.BeginUploadAsync(Begin, Officer);
        UploadId = begun.UploadId;
        return begun;
    }

    /// <summary>Sends from a place on to another, and waits for the answer.</summary>
    internal async Task<long> SendAsync(ReportsProcess replica, long from = 0, long? to = null, int chunk = 100_000)
    {
        using var call = await BringAsync(replica, from, to ?? Bytes.Length, chunk);
        await call.RequestStream.CompleteAsync();
        return (await call).NextOffset;
    }

    /// <summary>Sends from a place on to another, and leaves the stream open.</summary>
    internal async Task<AsyncClientStreamingCall<UploadChunksRequest, UploadChunksResponse>> BringAsync(ReportsProcess replica, long from, long to, int chunk = 100_000, CancellationToken cancel = default)
    {
        var call = replica.Evidence.UploadChunks(Officer, cancellationToken: cancel);
        await call.RequestStream.WriteAsync(new UploadChunksRequest { Target = new UploadTarget { Number = Receipt.Number, AccessCode = accessCode, UploadId = UploadId } }, cancel);
        for (var at = from; at < to; at += chunk)
        {
            await call.RequestStream.WriteAsync(Chunk(at, (int)Math.Min(chunk, to - at)), cancel);
        }

        return call;
    }

    internal UploadChunksRequest Chunk(long at, int length) => new() { Chunk = new UploadChunk { Offset = at, Data = ByteString.CopyFrom(Bytes, (int)at, length) } };

    internal async Task<GetUploadResponse> StandingAsync(ReportsProcess replica) =>
        await replica.Evidence.GetUploadAsync(new GetUploadRequest { Number = Receipt.Number, AccessCode = accessCode, UploadId = UploadId }, Officer);

    internal AsyncUnaryCall<FinishUploadResponse> Finish(ReportsProcess replica, byte[]? sha256 = null) => replica.Evidence.FinishUploadAsync(
        new FinishUploadRequest { Number = Receipt.Number, AccessCode = accessCode, UploadId = UploadId, Sha256 = ByteString.CopyFrom(sha256 ?? Sha256) }, Officer);

    /// <summary>All of it.</summary>
    internal async Task<FinishUploadResponse> HandInAsync(ReportsProcess replica)
    {
        await BeginAsync(replica);
        await SendAsync(replica);
        return await Finish(replica);
    }

    /// <summary>What a stream came to.</summary>
    internal static async Task<string> RefusalOfAsync(AsyncClientStreamingCall<UploadChunksRequest, UploadChunksResponse> call)
    {
        try
        {
            await call.ResponseAsync;
            return "OK";
        }
        catch (RpcException refused)
        {
            return refused.StatusCode.ToString();
        }
    }

    /// <summary>A file as an officer downloads it.</summary>
    internal static async Task<(DownloadedFile File, byte[] Bytes)> DownloadAsync(ReportsProcess replica, DownloadEvidenceRequest request, Metadata officer)
    {
        using var call = replica.CaseEvidence.DownloadEvidence(request, officer);
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        var file = call.ResponseStream.Current.File;
        using var bytes = new MemoryStream();
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            call.ResponseStream.Current.Data.WriteTo(bytes);
        }

        return (file, bytes.ToArray());
    }
}
