using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Cryptography;
using Netralitas.ServiceDefaults;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Offline;

/// <summary>One signature of a device's file, as its device wrote it.</summary>
/// <param name="RowId">Identity that the device gave it.</param>
/// <param name="SignedAt">By the device's clock.</param>
/// <param name="Confirms">Whether the signer said so.</param>
/// <param name="Signature">The signature; not checked yet.</param>
internal sealed record OfflineFileRow(Guid RowId, DateTimeOffset SignedAt, bool Confirms, Wire.Signature Signature);

/// <summary>A file that a device wrote without a network: a head, a line for each signature, an end; each line signed by the device and naming the line before it. docs/offline.md describes it.</summary>
internal sealed class OfflineFile
{
    /// <summary>Largest file.</summary>
    internal const int MaxLength = 3 * 1024 * 1024;

    /// <summary>First line of what the device signs. Never changed: another form is another version.</summary>
    internal const string Version = "netralitas/offline-signatures/v1";

    private const int MostRows = 5_000;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private static readonly JsonSerializerOptions Loose = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    private static readonly JsonSerializerOptions Form = new(Loose) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    private readonly List<Line> lines;

    private OfflineFile(List<Line> lines, Head head, List<RowLine> rows, byte[] content)
    {
        this.lines = lines;
        ExportId = head.ExportId;
        PackageSha256 = head.PackageSha256;
        Rows = [.. rows.Select(row => new OfflineFileRow(row.RowId, row.SignedAt, row.Confirms, ToWire(row)))];
        Sha256 = SHA256.HashData(content);
    }

    /// <summary>The export that it belongs to, as it says.</summary>
    internal Guid ExportId { get; }

    /// <summary>Hash of the package that the device signed from.</summary>
    internal byte[] PackageSha256 { get; }

    /// <summary>In their order.</summary>
    internal IReadOnlyList<OfflineFileRow> Rows { get; }

    /// <summary>Hash of the file.</summary>
    internal byte[] Sha256 { get; }

    /// <summary>Reads a file; nothing of it is verified.</summary>
    /// <exception cref="RefusalException">OFFLINE_FILE_UNREADABLE, naming the line.</exception>
    internal static OfflineFile Read(byte[] content)
    {
        if (content.Length is 0 or > MaxLength)
        {
            throw PledgeRefusals.OfflineFileUnreadable(1, $"Berkas harus ada isinya, paling besar {MaxLength / 1024 / 1024} MiB.");
        }

        var lines = LinesOf(content);
        var head = Parse<Head>(lines[0], 1);
        if (head.Format != Version)
        {
            throw PledgeRefusals.OfflineFileUnreadable(1, $"Berkas ini bukan {Version}.");
        }

        if (lines.Count < 2 || Parse<End>(lines[^1], lines.Count) is not { IsEnd: true } end || end.Rows != lines.Count - 2)
        {
            throw PledgeRefusals.OfflineFileUnreadable(lines.Count, "Baris penutup tidak ada atau jumlahnya tidak cocok: berkas ini terpotong.");
        }

        if (end.Rows is 0 or > MostRows)
        {
            throw PledgeRefusals.OfflineFileUnreadable(lines.Count, $"Satu berkas memuat 1 sampai {MostRows} tanda tangan.");
        }

        var rows = lines[1..^1].Select((line, n) => Parse<RowLine>(line, n + 2)).ToList();
        var repeated = rows.Select((row, n) => (row.RowId, Line: n + 2)).GroupBy(row => row.RowId).FirstOrDefault(same => same.Count() > 1);
        return repeated is null ? new OfflineFile(lines, head, rows, content) : throw PledgeRefusals.OfflineFileUnreadable(repeated.Last().Line, "row_id ini sudah ada pada baris lain.");
    }

    /// <summary>Checks that the device of an export wrote every line, in this order, from the package as it was exported.</summary>
    /// <exception cref="RefusalException">OFFLINE_FILE_TAMPERED, naming the line.</exception>
    internal void Verify(byte[] deviceKey, byte[] packageSha256)
    {
        if (!CryptographicOperations.FixedTimeEquals(PackageSha256, packageSha256))
        {
            throw PledgeRefusals.OfflineFileTampered(1, "Paket yang ditandatangani di perangkat bukan paket yang diekspor.");
        }

        var device = Ed25519PublicKey.Import(deviceKey);
        var previous = Array.Empty<byte>();
        for (var n = 0; n < lines.Count; n++)
        {
            if (!device.Verify([.. Encoding.ASCII.GetBytes($"{Version}\n"), .. lines[n].Payload], lines[n].Signature))
            {
                throw PledgeRefusals.OfflineFileTampered(n + 1, "Tanda perangkat pada baris ini tidak cocok dengan isinya.");
            }

            if (n > 0 && !CryptographicOperations.FixedTimeEquals(Parse<Link>(lines[n], n + 1, isStrict: false).Previous, previous))
            {
                throw PledgeRefusals.OfflineFileTampered(n + 1, "Baris di atas baris ini diubah, dihapus, atau dipindahkan.");
            }

            previous = lines[n].Hash;
        }
    }

    private static List<Line> LinesOf(byte[] content)
    {
        string[] texts;
        try
        {
            texts = Strict.GetString(content).Split('\n');
        }
        catch (DecoderFallbackException)
        {
            throw PledgeRefusals.OfflineFileUnreadable(1, "Berkas bukan teks UTF-8.");
        }

        if (texts[^1].Length > 0)
        {
            throw PledgeRefusals.OfflineFileUnreadable(texts.Length, "Baris terakhir tidak lengkap: berkas ini terpotong.");
        }

        return [.. texts[..^1].Select((text, n) => Line.Read(text) ?? throw PledgeRefusals.OfflineFileUnreadable(n + 1, "Baris harus memuat isi, tanda tab, dan tanda perangkat."))];
    }

    private static T Parse<T>(Line line, int number, bool isStrict = true)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line.Payload, isStrict ? Form : Loose) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw PledgeRefusals.OfflineFileUnreadable(number, "Isi baris ini tidak dapat dibaca.");
        }
    }

    private static Wire.Signature ToWire(RowLine row) => new()
    {
        SignerName = row.SignerName,
        SignerNumber = row.SignerNumber,
        Position = row.Position,
        Agency = row.Agency,
        // What is no tenure is told with the other faults of the row.
        Tenure = row.Tenure.Length == 0 ? OfficeTenure.Unspecified : Enum.TryParse<OfficeTenure>(row.Tenure, ignoreCase: true, out var tenure) && char.IsAsciiLetter(row.Tenure[0]) ? tenure : (OfficeTenure)(-1),
        OnBehalfOf = row.Represented.Length + row.MandateBasis.Length == 0 ? null : new Mandate { Represented = row.Represented, Basis = row.MandateBasis },
    };

    /// <summary>A line of the file.</summary>
    private sealed record Line(byte[] Payload, byte[] Signature, byte[] Hash)
    {
        internal static Line? Read(string text)
        {
            var tab = text.LastIndexOf('\t');
            var signature = new byte[Ed25519PublicKey.SignatureLength];
            return tab > 0 && Convert.TryFromBase64String(text[(tab + 1)..], signature, out var length) && length == signature.Length
                ? new Line(Encoding.UTF8.GetBytes(text[..tab]), signature, SHA256.HashData(Encoding.UTF8.GetBytes(text)))
                : null;
        }
    }

    private sealed record Head(string Format, Guid ExportId, byte[] PackageSha256, DateTimeOffset OpenedAt);

    private sealed record RowLine(
        Guid RowId, DateTimeOffset SignedAt, bool Confirms, byte[] Previous,
        string SignerName = "", string SignerNumber = "", string Position = "", string Agency = "", string Tenure = "", string Represented = "", string MandateBasis = "");

    private sealed record End([property: JsonPropertyName("end")] bool IsEnd, int Rows, DateTimeOffset ClosedAt, byte[] Previous);

    private sealed record Link(byte[] Previous);
}
