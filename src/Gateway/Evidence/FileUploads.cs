using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.ClientFactory;
using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Gateway.Evidence;

/// <summary>Takes files in over HTTP: <c>HEAD</c> tells how far an upload is, <c>PATCH</c> goes on, <c>PUT</c> brings the whole file and makes it evidence.</summary>
/// <remarks>One buffer of 64 KiB is in memory, whatever the length of the file.</remarks>
internal sealed class FileUploads(GrpcClientFactory clients)
{
    private const int ChunkBytes = 64 * 1024;

    // The service refuses it, and says where to go on.
    private const long NoOffset = -1;

    private static readonly JsonFormatter Form = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    // Reading a file back takes a while.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    /// <summary>Tells in headers how many bytes are safe.</summary>
    internal async Task TellAsync(HttpContext context)
    {
        var upload = await ServiceOf(context).GetUploadAsync(
            new GetUploadRequest { Number = FileAddresses.Named(context, "number"), AccessCode = FileAddresses.Code(context), UploadId = FileAddresses.Named(context, "uploadId") },
            FileAddresses.Token(context), DateTime.UtcNow + Patience, context.RequestAborted);
        context.Response.Headers[FileAddresses.Offset] = Written(upload.NextOffset);
        context.Response.Headers[FileAddresses.Length] = Written(upload.SizeBytes);
        context.Response.Headers[FileAddresses.Complete] = upload.IsFinished ? "?1" : "?0";
    }

    /// <summary>The bytes of the body are safe from <c>Upload-Offset</c> on, as far as the answer's <c>Upload-Offset</c> tells.</summary>
    internal async Task GoOnAsync(HttpContext context)
    {
        var offset = context.Request.Headers[FileAddresses.Offset] is [{ } given] && long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : NoOffset;
        if (await SendAsync(context, offset) is { } safe)
        {
            context.Response.Headers[FileAddresses.Offset] = Written(safe);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }

    /// <summary>The body is the file, and it is evidence. What has come already is not sent again by this: the service refuses it and says where to go on.</summary>
    internal async Task TakeAsync(HttpContext context)
    {
        if (await SendAsync(context, context.Request.Headers.ContentRange.Count > 0 ? NoOffset : 0) is null)
        {
            return;
        }

        var evidence = await ServiceOf(context).FinishUploadAsync(
            new FinishUploadRequest
            {
                Number = FileAddresses.Named(context, "number"),
                AccessCode = FileAddresses.Code(context),
                UploadId = FileAddresses.Named(context, "uploadId"),
                Sha256 = ByteString.CopyFrom(Digests.Sha256Of(context.Request.Headers[FileAddresses.Digest])),
            },
            FileAddresses.Token(context), DateTime.UtcNow + Patience, CancellationToken.None);
        context.Response.Headers[FileAddresses.Digest] = FileAddresses.DigestOf(evidence.Sha256.Span);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(Form.Format(evidence), context.RequestAborted);
    }

    // Who brings a token is an officer, whose files review takes: intake finds no report without its access code.
    private EvidenceService.EvidenceServiceClient ServiceOf(HttpContext context) =>
        clients.CreateClient<EvidenceService.EvidenceServiceClient>(context.Request.Headers.Authorization.Count > 0 ? "review" : "intake");

    // How many bytes are safe; null when the sender is gone, who does not cancel the call: what came is stored first.
    private async Task<long?> SendAsync(HttpContext context, long offset)
    {
        using var call = ServiceOf(context).UploadChunks(FileAddresses.Token(context), cancellationToken: CancellationToken.None);
        using var answered = new CancellationTokenSource();
        var answer = AnswerAsync(call, answered);
        var isGone = false;
        try
        {
            await call.RequestStream.WriteAsync(new UploadChunksRequest
            {
                Target = new UploadTarget { Number = FileAddresses.Named(context, "number"), AccessCode = FileAddresses.Code(context), UploadId = FileAddresses.Named(context, "uploadId") },
            }, CancellationToken.None);
            await CopyAsync(context.Request.Body, offset, call.RequestStream, answered.Token);
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception exception) when (exception is RpcException or InvalidOperationException || answered.IsCancellationRequested)
        {
            // The service has answered already: that counts.
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            isGone = true;
            await call.RequestStream.CompleteAsync();
        }

        var safe = (await answer).NextOffset;
        return isGone ? null : safe;
    }

    private static async Task<UploadChunksResponse> AnswerAsync(AsyncClientStreamingCall<UploadChunksRequest, UploadChunksResponse> call, CancellationTokenSource answered)
    {
        try
        {
            return await call.ResponseAsync;
        }
        finally
        {
            await answered.CancelAsync();
        }
    }

    // An empty body is one empty chunk: its place is looked at too.
    private static async Task CopyAsync(Stream body, long offset, IClientStreamWriter<UploadChunksRequest> stream, CancellationToken cancel)
    {
        var buffer = new byte[ChunkBytes];
        int read;
        var isFirst = true;
        while ((read = await body.ReadAsync(buffer, cancel)) > 0 || isFirst)
        {
            await stream.WriteAsync(new UploadChunksRequest { Chunk = new UploadChunk { Offset = offset, Data = ByteString.CopyFrom(buffer, 0, read) } }, CancellationToken.None);
            offset += read;
            isFirst = false;
        }
    }

    private static string Written(long number) => number.ToString(CultureInfo.InvariantCulture);
}
