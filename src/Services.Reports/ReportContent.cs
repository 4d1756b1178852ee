using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports;

/// <summary>What a reporter sent: its identity, its bytes, and what it is taken in as. Pure.</summary>
/// <param name="RequestKey">The client's request.</param>
/// <param name="LineUpBy">Calls with the same value take effect one after the other: those of one request id, or, where the id is no UUID and others may use the same, of one content.</param>
/// <param name="Bytes">The request without its id, after the entry of the office if one took it in.</param>
/// <param name="Hash">SHA-256 of <paramref name="Bytes"/>.</param>
/// <param name="Region">Place of the act; null when none that exists was given.</param>
/// <param name="Classification">What it is taken in as, and where it is counted.</param>
/// <param name="Channel">How it came.</param>
internal sealed record ReportContent(Guid RequestKey, long LineUpBy, byte[] Bytes, byte[] Hash, Region? Region, Classification Classification, ReportChannel Channel)
{
    /// <summary>What makes two reports the same one: the client's request with the same content.</summary>
    internal ReportKey Key { get; } = ReportKey.Of(RequestKey, Hash);

    /// <summary>Reads a request. Nothing in it can be wrong.</summary>
    /// <param name="request">The request.</param>
    /// <param name="entry">The entry of the office that took it in; null for what a reporter sent.</param>
    internal static ReportContent Of(SubmitReportRequest request, OfficeEntry? entry = null)
    {
        var content = request.Clone();
        content.RequestId = "";
        var bytes = entry is null ? content.ToByteArray() : entry.Before(content.ToByteArray());
        var hash = SHA256.HashData(bytes);
        var key = KeyOf(request.RequestId.Trim());
        var lineUpBy = Guid.TryParse(request.RequestId.Trim(), out _)
            ? LineUpValue.Of(key)
            : BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData([.. key.ToByteArray(bigEndian: true), .. hash]));
        var region = RegionOf(request);
        return new ReportContent(key, lineUpBy, bytes, hash, region, Classification.Of(request, region, entry), ReportChannels.Of(request));
    }

    /// <summary>The same content as read back from where it waited.</summary>
    /// <param name="bytes">Its bytes as they were.</param>
    /// <param name="requestKey">The client's request.</param>
    /// <param name="lineUpBy">As it was.</param>
    internal static ReportContent Again(byte[] bytes, Guid requestKey, long lineUpBy)
    {
        var (entry, request) = OfficeEntry.Read(bytes);
        var region = RegionOf(request);
        return new(requestKey, lineUpBy, bytes, SHA256.HashData(bytes), region, Classification.Of(request, region, entry), ReportChannels.Of(request));
    }

    /// <summary>Whether there is nothing to see in it: only space, control characters and punctuation in all of its fields.</summary>
    internal static bool IsEmpty(SubmitReportRequest request) => !ReportWords.Any(request);

    /// <summary>Place of the act; null when none that exists was given.</summary>
    internal static Region? RegionOf(SubmitReportRequest request) =>
        RegionCode.TryParse(request.RegionCode.Trim(), out var code) ? RegionDirectory.Find(code) : null;

    // A UUID is taken as it is; any other id still tells a repeat from a new report; without one nothing can.
    private static Guid KeyOf(string requestId) => requestId switch
    {
        "" => Guid.NewGuid(),
        _ when PlantedBug.Is("submit.new_key_each_time") => Guid.NewGuid(),
        _ when Guid.TryParse(requestId, out var id) => id,
        _ => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(requestId)).AsSpan(0, 16), bigEndian: true),
    };
}

/// <summary>What makes two reports the same one.</summary>
/// <param name="RequestKey">The client's request.</param>
/// <param name="ContentHash">What stands for the content, in hexadecimal digits: its SHA-256, or that under a secret.</param>
internal readonly record struct ReportKey(Guid RequestKey, string ContentHash)
{
    /// <summary>The key of a report with this request and hash.</summary>
    internal static ReportKey Of(Guid requestKey, byte[] contentHash) => new(requestKey, Convert.ToHexString(contentHash));
}
