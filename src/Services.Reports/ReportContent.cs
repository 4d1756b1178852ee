using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports;

/// <summary>What a reporter sent: its identity, its bytes, and what an officer will have to ask. Pure.</summary>
/// <param name="RequestKey">The client's request.</param>
/// <param name="LineUpBy">Calls with the same value take effect one after the other: those of one request id, or, where the id is no UUID and others may use the same, of one content.</param>
/// <param name="Bytes">The request without its id.</param>
/// <param name="Hash">SHA-256 of <paramref name="Bytes"/>.</param>
/// <param name="Region">Place of the act; null when none that exists was given.</param>
/// <param name="Remarks">What is missing or not understood, in Indonesian, for the reporter.</param>
internal sealed record ReportContent(Guid RequestKey, long LineUpBy, byte[] Bytes, byte[] Hash, Region? Region, IReadOnlyList<string> Remarks)
{
    /// <summary>What makes two reports the same one: the client's request with the same content.</summary>
    internal ReportKey Key { get; } = ReportKey.Of(RequestKey, Hash);

    /// <summary>Reads a request. Nothing in it can be wrong.</summary>
    internal static ReportContent Of(SubmitReportRequest request)
    {
        var content = request.Clone();
        content.RequestId = "";
        var bytes = content.ToByteArray();
        var region = RegionOf(request);
        var hash = SHA256.HashData(bytes);
        var key = KeyOf(request.RequestId.Trim());
        var lineUpBy = Guid.TryParse(request.RequestId.Trim(), out _)
            ? BinaryPrimitives.ReadInt64BigEndian(key.ToByteArray(bigEndian: true).AsSpan(8))
            : BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData([.. key.ToByteArray(bigEndian: true), .. hash]));
        return new ReportContent(key, lineUpBy, bytes, hash, region, [.. RemarksOn(request, region)]);
    }

    /// <summary>The same content as read back from where it waited.</summary>
    /// <param name="request">The content, without its id.</param>
    /// <param name="bytes">Its bytes as they were.</param>
    /// <param name="requestKey">The client's request.</param>
    /// <param name="lineUpBy">As it was.</param>
    internal static ReportContent Again(SubmitReportRequest request, byte[] bytes, Guid requestKey, long lineUpBy) =>
        new(requestKey, lineUpBy, bytes, SHA256.HashData(bytes), RegionOf(request), [.. RemarksOn(request, RegionOf(request))]);

    /// <summary>Whether there is nothing to see in it: only space, control characters and punctuation in all of its fields. A single picture is something.</summary>
    internal static bool IsEmpty(SubmitReportRequest request) => !Words(request).Any(text => text.EnumerateRunes().Any(SaysSomething));

    private static bool SaysSomething(Rune rune) =>
        !Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune) && !Rune.IsPunctuation(rune)
        && Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format;

    private static IEnumerable<string> Words(SubmitReportRequest request) =>
    [
        request.Narrative, request.Place, request.HappenedOn, request.KnownOn, request.Contest, request.RegionCode,
        request.Reporter?.Name ?? "", request.Reporter?.Address ?? "", request.Reporter?.Phone ?? "", request.Reporter?.Email ?? "",
        .. request.Respondents.Select(r => r.Name + r.Number + r.Position + r.Agency),
        .. request.Witnesses.Select(w => w.Name + w.Contact),
        .. request.Evidence.Select(e => e.Link + e.Description),
    ];

    private static Region? RegionOf(SubmitReportRequest request) =>
        RegionCode.TryParse(request.RegionCode.Trim(), out var code) ? RegionDirectory.Find(code) : null;

    // A UUID is taken as it is; any other id still tells a repeat from a new report; without one nothing can.
    private static Guid KeyOf(string requestId) => requestId switch
    {
        "" => Guid.NewGuid(),
        _ when PlantedBug.Is("submit.new_key_each_time") => Guid.NewGuid(),
        _ when Guid.TryParse(requestId, out var id) => id,
        _ => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(requestId)).AsSpan(0, 16), bigEndian: true),
    };

    // Formal and material requirements: LAW-REP-01 and LAW-REP-02 of docs/law/register.md.
    private static IEnumerable<string> RemarksOn(SubmitReportRequest request, Region? region)
    {
        if (string.IsNullOrWhiteSpace(request.Reporter?.Name) || string.IsNullOrWhiteSpace(request.Reporter?.Address))
        {
            yield return "Nama dan alamat pelapor belum lengkap. Laporan tetap diterima sebagai informasi awal; Anda dapat melengkapinya agar menjadi laporan resmi.";
        }

        if (request.Respondents.Count == 0)
        {
            yield return "Pihak terlapor belum disebut. Tuliskan siapa pun yang Anda ketahui: nama, jabatan, instansi, atau ciri lain.";
        }

        if (string.IsNullOrWhiteSpace(request.HappenedOn))
        {
            yield return "Waktu kejadian belum disebut.";
        }

        if (string.IsNullOrWhiteSpace(request.KnownOn))
        {
            yield return "Tanggal Anda mengetahui kejadian belum disebut; batas waktu pelaporan dihitung sejak tanggal itu.";
        }

        if (region is null && request.RegionCode.Trim().Length > 0)
        {
            yield return $"Kode wilayah '{Shortened(request.RegionCode.Trim())}' tidak dikenal. Laporan diteruskan ke Bawaslu pusat untuk ditentukan wilayahnya.";
        }

        if (region is null && string.IsNullOrWhiteSpace(request.Place))
        {
            yield return "Tempat kejadian belum disebut.";
        }

        if (request.Evidence.Count == 0)
        {
            yield return "Bukti belum disebut. Tautan, tangkapan layar, atau saksi membantu pemeriksaan.";
        }
    }

    // Never between the two halves of a character: such a text has no UTF-8.
    private static string Shortened(string text) => text.Length <= 20 ? text : text[..(char.IsHighSurrogate(text[19]) ? 19 : 20)] + "…";
}

/// <summary>What makes two reports the same one.</summary>
/// <param name="RequestKey">The client's request.</param>
/// <param name="ContentHash">SHA-256 of the content, in hexadecimal digits.</param>
internal readonly record struct ReportKey(Guid RequestKey, string ContentHash)
{
    /// <summary>The key of a report with this request and hash.</summary>
    internal static ReportKey Of(Guid requestKey, byte[] contentHash) => new(requestKey, Convert.ToHexString(contentHash));
}
