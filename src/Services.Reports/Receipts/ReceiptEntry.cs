using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Netralitas.TransparencyLog;

namespace Netralitas.Services.Reports.Receipts;

/// <summary>A report's entry in the public log of receipts.</summary>
/// <param name="Opened">The 48 bytes that become public at the end of a window, and what opens them: only its reporter and Bawaslu have that.</param>
/// <param name="Promise">The file of the log's promise to have the entry.</param>
internal sealed record ReceiptEntry(OpenedEntry Opened, TlogProof Promise)
{
    private const string Version = "netralitas/report/v1";

    /// <summary>Commits to a report, under a nonce of its own.</summary>
    /// <param name="number">Public number, without hyphens.</param>
    /// <param name="receivedAt">Instant of receipt; of it the entry shows the day, in UTC.</param>
    /// <param name="content">What was reported, as it is stored: sealed.</param>
    /// <param name="identity">Who reported, likewise; null for none.</param>
    internal static OpenedEntry Open(string number, DateTimeOffset receivedAt, byte[] content, byte[]? identity) =>
        Again(RandomNumberGenerator.GetBytes(CommitmentEntry.NonceLength), Encode(number, receivedAt, content, identity), receivedAt);

    /// <summary>The entry that was made before.</summary>
    internal static OpenedEntry Again(byte[] nonce, byte[] record, DateTimeOffset receivedAt)
    {
        var day = CommitmentEntry.DayNumber(DateOnly.FromDateTime(receivedAt.UtcDateTime));
        return new OpenedEntry(new CommitmentEntry(CommitmentKind.Report, day, CommitmentEntry.Commit(nonce, record)), nonce, record);
    }

    /// <summary>The canonical bytes: ASCII, a line for each of version, public number, instant of receipt to the second in UTC, SHA-256 of the sealed content, and SHA-256 of the sealed identity, empty for none.</summary>
    /// <remarks>Never changed: another form is another version. The inner id of the report, which carries a time, is not in it; nor is anything that was reported.</remarks>
    internal static byte[] Encode(string number, DateTimeOffset receivedAt, byte[] content, byte[]? identity) => Encoding.ASCII.GetBytes(
        $"{Version}\n{number}\n{receivedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}\n{Hash(content)}\n{(identity is null ? "" : Hash(identity))}\n");

    private static string Hash(byte[] stored) => Convert.ToHexStringLower(SHA256.HashData(stored));
}
