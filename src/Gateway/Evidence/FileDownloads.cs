using System.Globalization;
using Grpc.Core;
using Microsoft.Net.Http.Headers;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Gateway.Traffic;
using Netralitas.ServiceDefaults;

namespace Netralitas.Gateway.Evidence;

/// <summary>Gives files out over HTTP, as attachments only, whole or in part. What it is comes from the list of the case's evidence; only opening it leaves an entry in its chain of custody.</summary>
/// <remarks>One message of 64 KiB is in memory, whatever the length of the file.</remarks>
internal sealed class FileDownloads(CaseEvidenceService.CaseEvidenceServiceClient service)
{
    // Nothing in a file may run, load or be framed, whatever a browser takes it for.
    private const string Policy = "sandbox; default-src 'none'; frame-ancestors 'none'";

    private const long BehindTheEnd = long.MaxValue;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Tells in headers what would be read. No byte is sent, and the chain of custody does not grow.</summary>
    internal async Task InspectAsync(HttpContext context)
    {
        var file = await FindAsync(context);
        if (file is not null && await IsSettledAsync(context, file))
        {
            return;
        }

        using var call = service.DownloadEvidence(RequestFor(context, new ByteRange(BehindTheEnd, 0)), FileAddresses.Token(context), cancellationToken: context.RequestAborted);
        try
        {
            await call.ResponseStream.MoveNext(context.RequestAborted);
        }
        catch (RpcException refused) when (file is not null && refused.StatusCode is StatusCode.InvalidArgument)
        {
            // Refused for the part alone: it can be opened.
            Describe(context.Response, file);
            context.Response.ContentLength = file.SizeBytes;
        }
    }

    /// <summary>The file, or the part of it that <c>Range</c> names; nothing when the caller has it already (<c>If-None-Match</c>).</summary>
    internal async Task ReadAsync(HttpContext context)
    {
        var file = await FindAsync(context);
        if (file is not null && await IsSettledAsync(context, file))
        {
            return;
        }

        var part = file is null ? null : ByteRange.Of(context.Request.GetTypedHeaders(), TagOf(file), file.SizeBytes);
        if (part?.Offset > file?.SizeBytes)
        {
            context.Response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
            context.Response.Headers.ContentRange = $"bytes */{file!.SizeBytes}";
        }

        using var call = service.DownloadEvidence(RequestFor(context, part ?? new ByteRange(0, 0)), FileAddresses.Token(context), cancellationToken: context.RequestAborted);
        await SendAsync(call.ResponseStream, part, context);
    }

    // The caller's conditions, in the order of RFC 9110, 13.2.2; those by date are passed over, for no file has one.
    private static async Task<bool> IsSettledAsync(HttpContext context, DownloadedFile file)
    {
        var (headers, own) = (context.Request.GetTypedHeaders(), TagOf(file));
        bool IsOwn(EntityTagHeaderValue tag, bool isStrong) => tag == EntityTagHeaderValue.Any || tag.Compare(own, isStrong);
        if (context.Request.Headers.IfMatch.Count > 0 && !headers.IfMatch.Any(tag => IsOwn(tag, isStrong: true)))
        {
            await RefusalAnswer.WriteAsync(context, GatewayRefusals.EvidenceDiffers());
            return true;
        }

        if (!headers.IfNoneMatch.Any(tag => IsOwn(tag, isStrong: false)))
        {
            return false;
        }

        context.Response.Headers.ETag = own.ToString();
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }

    private static async Task SendAsync(IAsyncStreamReader<DownloadEvidenceResponse> stream, ByteRange? part, HttpContext context)
    {
        if (!await stream.MoveNext(context.RequestAborted))
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "The download ended before it began."));
        }

        var opened = stream.Current.File;
        Describe(context.Response, opened);
        context.Response.ContentLength = part?.Length ?? opened.SizeBytes;
        if (part is not null)
        {
            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            context.Response.Headers.ContentRange = $"bytes {part.Offset}-{part.Offset + part.Length - 1}/{opened.SizeBytes}";
        }

        while (await stream.MoveNext(context.RequestAborted))
        {
            await context.Response.Body.WriteAsync(stream.Current.Data.Memory, context.RequestAborted);
        }
    }

    // Null when there is no such evidence, which the download then says in its own words.
    private async Task<DownloadedFile?> FindAsync(HttpContext context)
    {
        var listed = await service.ListCaseEvidenceAsync(
            new ListCaseEvidenceRequest { Number = FileAddresses.Named(context, "number") }, FileAddresses.Token(context), DateTime.UtcNow + Patience, context.RequestAborted);
        var wanted = RequestFor(context, new ByteRange(0, 0));
        if (listed.Evidence.SingleOrDefault(each => each.Summary.Evidence == wanted.Evidence) is not { } found)
        {
            return null;
        }

        var isOriginal = wanted.IsOriginal || found.CopySha256.IsEmpty;
        return new DownloadedFile
        {
            Name = found.Summary.Kind == EvidenceKind.Link ? "" : found.Summary.Name,
            MediaType = found.Summary.MediaType,
            SizeBytes = isOriginal ? found.Summary.SizeBytes : found.CopySizeBytes,
            Sha256 = isOriginal ? found.Summary.Sha256 : found.CopySha256,
            IsOriginal = isOriginal,
        };
    }

    private static DownloadEvidenceRequest RequestFor(HttpContext context, ByteRange part) => new()
    {
        Number = FileAddresses.Named(context, "number"),
        Evidence = int.TryParse(FileAddresses.Named(context, "evidence"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0,
        IsOriginal = IsOriginal(context.Request.Query, "isOriginal") || IsOriginal(context.Request.Query, "is_original"),
        Offset = part.Offset,
        Length = part.Length,
    };

    private static bool IsOriginal(IQueryCollection query, string name) => query[name] is [var given] && bool.TryParse(given, out var isOriginal) && isOriginal;

    private static void Describe(HttpResponse response, DownloadedFile file)
    {
        response.ContentType = file.MediaType.Length > 0 ? file.MediaType : "application/octet-stream";
        response.Headers.ContentDisposition = FileNames.Attachment(file.Name);
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers.AcceptRanges = "bytes";
        response.Headers.ETag = TagOf(file).ToString();
        response.Headers[FileAddresses.Digest] = FileAddresses.DigestOf(file.Sha256.Span);
    }

    private static EntityTagHeaderValue TagOf(DownloadedFile file) => new($"\"{Convert.ToHexStringLower(file.Sha256.Span)}\"");
}
