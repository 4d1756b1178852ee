using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Netralitas.TransparencyLog;
using Netralitas.TransparencyLog.Rolls;
using Netralitas.Verify.Rolls;

namespace Netralitas.Verify.Receipts;

/// <summary>The record behind an entry, in words.</summary>
/// <param name="Kind">Kind of entry that has such a record.</param>
/// <param name="Day">The day that its entry shows, in UTC.</param>
/// <param name="Facts">Names and values, in Indonesian, without those that are empty.</param>
internal sealed record ReceiptRecord(CommitmentKind Kind, DateOnly Day, IReadOnlyList<KeyValuePair<string, string>> Facts)
{
    private const string Pledge = "netralitas/pledge/v1";
    private const string Correction = "netralitas/roll-correction/v1";
    private const string InstantForm = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string Report = "netralitas/report/v1";

    private static readonly string[] PledgeNames =
        ["NIP atau NI PPPK", "Dicatat pada (UTC)", "Nomor teks", "Nomor deklarasi", "Nomor tanda tangan", "Nama", "Jabatan", "Unit atau instansi", "Status jabatan", "Mewakili", "Dasar kuasa"];

    private static readonly string[] ReportNames = ["Nomor laporan", "Diterima pada (UTC)", "Sidik jari isi tersegel (SHA-256)", "Sidik jari identitas tersegel (SHA-256)"];

    private static readonly string[] CorrectionNames = ["Nomor deklarasi", "Koreksi nomor", "Dicatat pada (UTC)", "Dicatat oleh", "Tertulis pada daftar", "Yang benar", "Dasar koreksi"];

    /// <summary>Declaration and signature; null of a record that is of no signature.</summary>
    internal (Guid Declaration, Guid Signature)? Signed { get; private init; }

    /// <summary>Reads a record.</summary>
    /// <param name="bytes">Canonical bytes.</param>
    /// <param name="record">The record.</param>
    /// <returns>False for a record of another form than this program knows.</returns>
    internal static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ReceiptRecord? record)
    {
        record = null;
        if (!System.Text.Unicode.Utf8.IsValid(bytes) || bytes is not [.., (byte)'\n'])
        {
            return false;
        }

        var lines = Encoding.UTF8.GetString(bytes[..^1]).Split('\n');
        if (ErasureRecord.TryRead(bytes, out var erasure))
        {
            record = new ReceiptRecord(CommitmentKind.Erasure, erasure.Day, [new("Catatan yang dihapus", Number(erasure.Index + 1)), new("Dihapus pada", Words.Day(erasure.Day)), new("Dasar", Words.Basis(erasure.Basis))]);
            return true;
        }

        if (DummyRecord.TryRead(bytes, out var dummy))
        {
            record = new ReceiptRecord(CommitmentKind.Report, dummy.Day, [new("Jenis", "Catatan pengisi, bukan laporan")]);
            return true;
        }

        if (RollRecord.TryRead(bytes, out var roll))
        {
            record = new ReceiptRecord(CommitmentKind.Roll, DateOnly.FromDateTime(roll.SealedAt.UtcDateTime), RollSeal.FactsOf(roll));
            return true;
        }

        record = lines[0] switch
        {
            Pledge => ReadNamed(lines, CommitmentKind.Pledge, PledgeNames, instantAt: 2),
            Report => ReadNamed(lines, CommitmentKind.Report, ReportNames, instantAt: 2),
            Correction => ReadNamed(lines, CommitmentKind.Roll, CorrectionNames, instantAt: 3),
            _ => null,
        };
        if (record is { Kind: CommitmentKind.Pledge } && Guid.TryParse(lines[4], out var declaration) && Guid.TryParse(lines[5], out var signature))
        {
            record = record with { Signed = (declaration, signature) };
        }

        return record is not null;
    }

    private static ReceiptRecord? ReadNamed(string[] lines, CommitmentKind kind, string[] names, int instantAt)
    {
        if (lines.Length != names.Length + 1
            || !DateTimeOffset.TryParseExact(lines[instantAt], InstantForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at))
        {
            return null;
        }

        var facts = names.Zip(lines.Skip(1), (name, value) => KeyValuePair.Create(name, Unescaped(value)));
        return new ReceiptRecord(kind, DateOnly.FromDateTime(at.UtcDateTime), [.. facts.Where(fact => fact.Value.Length > 0 && fact.Value != "Unspecified")]);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    // Shown on one line: what was a line feed is a space.
    private static string Unescaped(string text) => text.Replace("\\\\", "\u0000", StringComparison.Ordinal).Replace("\\n", " ", StringComparison.Ordinal).Replace('\u0000', '\\');
}
