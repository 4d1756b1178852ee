using Grpc.Core;

namespace Netralitas.Gateway.Evidence;

/// <summary>Addresses and headers of files over plain HTTP.</summary>
internal static class FileAddresses
{
    /// <summary>The proto service that takes files in.</summary>
    internal const string UploadService = "netralitas.reports.v1.EvidenceService";

    /// <summary>The proto service that gives them out.</summary>
    internal const string DownloadService = "netralitas.reports.v1.CaseEvidenceService";

    /// <summary>A file on its way.</summary>
    internal const string Upload = "/v1/reports/{number}/uploads/{uploadId}";

    /// <summary>The bytes of a piece of evidence.</summary>
    internal const string Content = "/v1/reports/{number}/evidence/{evidence}/content";

    /// <summary>The reporter's access code, in HTTP's headers because the body is the file, and never in an address.</summary>
    internal const string AccessCode = "Netralitas-Access-Code";

    /// <summary>Where the bytes of a request begin, and how many are safe.</summary>
    internal const string Offset = "Upload-Offset";

    /// <summary>Length of the whole.</summary>
    internal const string Length = "Upload-Length";

    /// <summary>Whether it is evidence: <c>?1</c> or <c>?0</c>.</summary>
    internal const string Complete = "Upload-Complete";

    /// <summary>Hash of the whole (RFC 9530).</summary>
    internal const string Digest = "Repr-Digest";

    /// <summary>A part of the path.</summary>
    internal static string Named(HttpContext context, string name) => context.Request.RouteValues[name] as string ?? "";

    /// <summary>The sender's code; empty when there is none.</summary>
    internal static string Code(HttpContext context) => context.Request.Headers[AccessCode] is [{ } code] ? code : "";

    /// <summary>The caller's token, handed on as it came.</summary>
    internal static Metadata Token(HttpContext context) =>
        context.Request.Headers.Authorization is [{ Length: > 0 } token] ? new Metadata { { "authorization", token } } : [];

    /// <summary>A SHA-256 as the header writes it.</summary>
    internal static string DigestOf(ReadOnlySpan<byte> sha256) => $"sha-256=:{Convert.ToBase64String(sha256)}:";
}
