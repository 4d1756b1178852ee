using System.Buffers;
using System.Globalization;
using System.Text;
using Netralitas.Services.Pledges.Personal;
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

    // Room: version, time, three ids, tenure and line feeds; and for a character of the rest the most that UTF-8 has, or an escape.
    private const int LongestFixed = 256;
    private const int MostOfCharacter = 3;

    /// <summary>Commits to a signature.</summary>
    /// <param name="signatureId">The signature.</param>
    /// <param name="declarationId">What it stands under.</param>
    /// <param name="textId">The text that was signed; a text never changes.</param>
    /// <param name="row">Who signed, and how.</param>
    /// <param name="recordedAt">When it was recorded; of it the entry shows the day, in UTC.</param>
    internal static PledgeRecord Of(Guid signatureId, Guid declarationId, Guid textId, SignatureRow row, DateTimeOffset recordedAt)
    {
        var nonce = new byte[CommitmentEntry.NonceLength];
        FreshBytes.Fill(nonce);
        return Again(nonce, Encode(signatureId, declarationId, textId, row, recordedAt), recordedAt);
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
        var words = row.Number.Length + row.Name.Length + row.Position.Length + row.Agency.Length + row.Represented.Length + row.MandateBasis.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(LongestFixed + (MostOfCharacter * words));
        var lines = new RecordLines(buffer);
        lines.Add(Version);
        lines.Add(row.Number);
        lines.Add(recordedAt.UtcDateTime, "yyyy-MM-dd'T'HH:mm:ss'Z'");
        lines.Add(textId, default);
        lines.Add(declarationId, default);
        lines.Add(signatureId, default);
        lines.Add(row.Name);
        lines.Add(row.Position);
        lines.Add(row.Agency);
        lines.Add(row.Tenure.ToString());
        lines.Add(row.Represented);
        lines.Add(row.MandateBasis);
        var record = lines.Written.ToArray();
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        return record;
    }

    /// <summary>Lines of a record, as the log's entries commit to them.</summary>
    internal static byte[] Lines(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => Escaped(line) + "\n")));

    private static string Escaped(string line) => line.AsSpan().IndexOfAny('\\', '\n') < 0
        ? line
        : line.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>Writes lines where there is room for them.</summary>
    private ref struct RecordLines(Span<byte> room)
    {
        private readonly Span<byte> room = room;
        private int used;

        internal readonly ReadOnlySpan<byte> Written => room[..used];

        internal void Add(string line) => End(Encoding.UTF8.GetBytes(Escaped(line), room[used..]));

        internal void Add<TValue>(TValue value, ReadOnlySpan<char> format)
            where TValue : IUtf8SpanFormattable =>
            End(value.TryFormat(room[used..], out var length, format, CultureInfo.InvariantCulture) ? length : throw new InvalidOperationException("There is no room for a value of fixed length."));

        private void End(int length)
        {
            used += length;
            room[used++] = (byte)'\n';
        }
    }
}
