using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Netralitas.TransparencyLog;

namespace Netralitas.Services.Pledges.Signing;

/// <summary>What the log's entry of a signature commits to, and the entry.</summary>
/// <param name="Nonce">Drawn for this entry alone; who has it and the record can prove the signature, who has neither cannot even guess it.</param>
/// <param name="Record">Canonical bytes of the signature.</param>
/// <param name="Entry">The 48 bytes that become public.</param>
internal sealed record PledgeRecord(byte[] Nonce, byte[] Record, byte[] Entry)
{
    /// <summary>The entry, read.</summary>
    internal required CommitmentEntry Parsed { get; init; }

    /// <summary>When the signature was recorded.</summary>
    internal required DateTimeOffset RecordedAt { get; init; }

    private const string Version = "netralitas/pledge/v1";
    private const long SecondsOfDay = 24 * 60 * 60;

    /// <summary>Commits to a signature.</summary>
    /// <param name="signatureId">The signature.</param>
    /// <param name="declarationId">What it stands under.</param>
    /// <param name="textId">The text that was signed; a text never changes.</param>
    /// <param name="row">Who signed, and how.</param>
    /// <param name="recordedAt">When it was recorded; of it the entry shows the day, in UTC.</param>
    internal static PledgeRecord Of(Guid signatureId, Guid declarationId, Guid textId, SignatureRow row, DateTimeOffset recordedAt)
    {
        return Again(RandomNumberGenerator.GetBytes(CommitmentEntry.NonceLength), Encode(signatureId, declarationId, textId, row, recordedAt), recordedAt);
    }

    /// <summary>The entry of a record that was committed to before, the same to the byte.</summary>
    internal static PledgeRecord Again(byte[] nonce, byte[] record, DateTimeOffset recordedAt)
    {
        var day = (uint)(recordedAt.ToUnixTimeSeconds() / SecondsOfDay);
        var entry = new CommitmentEntry(CommitmentKind.Pledge, day, CommitmentEntry.Commit(nonce, record));
        return new PledgeRecord(nonce, record, entry.ToBytes()) { Parsed = entry, RecordedAt = recordedAt };
    }

    /// <summary>The canonical bytes: UTF-8, a line for each of version, number, time of recording, text, declaration, signature, name, position, agency, tenure, represented and basis of the mandate.</summary>
    /// <remarks>Within a line a backslash is <c>\\</c> and a line feed <c>\n</c>, so that no two signatures have the same bytes. Never changed: another form is another version.</remarks>
    internal static byte[] Encode(Guid signatureId, Guid declarationId, Guid textId, SignatureRow row, DateTimeOffset recordedAt)
    {
        string[] lines =
        [
            Version, row.Number, recordedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            textId.ToString(), declarationId.ToString(), signatureId.ToString(),
            row.Name, row.Position, row.Agency, row.Tenure.ToString(), row.Represented, row.MandateBasis,
        ];
        return Lines(lines);
    }

    /// <summary>Lines of a record, as the log's entries commit to them.</summary>
    internal static byte[] Lines(IEnumerable<string> lines)
    {
        var text = new StringBuilder(512);
        foreach (var line in lines)
        {
            var isPlain = line.AsSpan().IndexOfAny('\\', '\n') < 0;
            text.Append(isPlain ? line : line.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
