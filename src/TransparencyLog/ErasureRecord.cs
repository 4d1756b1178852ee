using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Netralitas.TransparencyLog;

/// <summary>What a tombstone commits to: that the record behind an earlier entry was erased. No personal data.</summary>
/// <param name="Index">The earlier entry, from 0.</param>
/// <param name="Leaf">Its hash.</param>
/// <param name="Day">Day of the erasure, in UTC.</param>
/// <param name="Basis">Why, as a short word in lower case.</param>
public sealed record ErasureRecord(long Index, MerkleHash Leaf, DateOnly Day, string Basis)
{
    private const string Version = "netralitas/erasure/v1";
    private const string DayForm = "yyyy-MM-dd";

    /// <summary>The tombstone's nonce, from the nonce that is destroyed.</summary>
    /// <param name="nonce">Nonce of the erased record.</param>
    /// <remarks>Who kept the receipt knows the tombstone of it in the log; who has the tombstone's nonce cannot get back to the record's.</remarks>
    public static byte[] NonceFrom(ReadOnlySpan<byte> nonce) => HMACSHA256.HashData(nonce, Encoding.ASCII.GetBytes(Version));

    /// <summary>Makes the tombstone.</summary>
    /// <param name="nonce">Nonce of the erased record.</param>
    public OpenedEntry Open(ReadOnlySpan<byte> nonce)
    {
        var (own, record) = (NonceFrom(nonce), Encode());
        return new OpenedEntry(new CommitmentEntry(CommitmentKind.Erasure, CommitmentEntry.DayNumber(Day), CommitmentEntry.Commit(own, record)), own, record);
    }

    /// <summary>Canonical bytes: a line each for version, index, hash, day and basis.</summary>
    public byte[] Encode() => Encoding.ASCII.GetBytes($"{Version}\n{StrictText.Number(Index)}\n{Leaf}\n{Day.ToString(DayForm, CultureInfo.InvariantCulture)}\n{Basis}\n");

    /// <summary>Reads canonical bytes.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <param name="record">The record.</param>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ErasureRecord? record)
    {
        record = null;
        if (!Ascii.IsValid(bytes)
            || Encoding.ASCII.GetString(bytes).Split('\n') is not [Version, var index, var leaf, var day, { Length: > 0 } basis, ""]
            || !StrictText.TryReadNumber(index, out var number) || !MerkleHash.TryParse(leaf, out var hash)
            || !DateOnly.TryParseExact(day, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return false;
        }

        record = new ErasureRecord(number, hash, date, basis);
        return true;
    }
}
