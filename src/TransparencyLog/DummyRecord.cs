using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Netralitas.TransparencyLog;

/// <summary>What an entry commits to that stands for nothing: it fills a window up, so that how many entries come in an hour does not tell how many records did.</summary>
/// <param name="Day">The day that its entry shows, in UTC.</param>
/// <remarks>Nobody without its nonce can tell it from a record's entry; who has the nonce sees that it is none.</remarks>
public sealed record DummyRecord(DateOnly Day)
{
    private const string Version = "netralitas/dummy/v1";
    private const string DayForm = "yyyy-MM-dd";

    /// <summary>Makes the entry.</summary>
    /// <param name="kind">The kind of entry that it is not to be told from.</param>
    /// <param name="nonce">32 random bytes of its own.</param>
    public OpenedEntry Open(CommitmentKind kind, ReadOnlyMemory<byte> nonce)
    {
        var record = Encode();
        return new OpenedEntry(new CommitmentEntry(kind, CommitmentEntry.DayNumber(Day), CommitmentEntry.Commit(nonce.Span, record)), nonce, record);
    }

    /// <summary>Canonical bytes: a line each for version and day.</summary>
    public byte[] Encode() => Encoding.ASCII.GetBytes($"{Version}\n{Day.ToString(DayForm, CultureInfo.InvariantCulture)}\n");

    /// <summary>Reads canonical bytes.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <param name="record">The record.</param>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out DummyRecord? record)
    {
        record = null;
        if (!Ascii.IsValid(bytes) || Encoding.ASCII.GetString(bytes).Split('\n') is not [Version, var day, ""]
            || !DateOnly.TryParseExact(day, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return false;
        }

        record = new DummyRecord(date);
        return true;
    }
}
