using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Netralitas.TransparencyLog;

/// <summary>What an entry commits to.</summary>
public enum CommitmentKind
{
    /// <summary>Nothing; no entry is of it.</summary>
    None = 0x00,

    /// <summary>A pledge.</summary>
    Pledge = 0x01,

    /// <summary>A report.</summary>
    Report = 0x02,

    /// <summary>The sealed roll of a ceremony, or a correction of one.</summary>
    Roll = 0x03,

    /// <summary>That an earlier entry's record was erased.</summary>
    Erasure = 0x7F,
}

/// <summary>An entry of the logs here: 48 bytes of which 32 are a commitment to a record that is not in the log.</summary>
/// <param name="Kind">What it commits to.</param>
/// <param name="Day">Days since 1 January 1970, UTC; no time of day.</param>
/// <param name="Commitment">What <see cref="Commit"/> gave.</param>
/// <remarks>
/// Form: <c>NTRL</c>, version 1, kind, two zeros, the day (4 bytes, most significant first), four zeros, the commitment.
/// Without its nonce an entry tells nobody whose it is, not even one who can guess the record; with nonce and record it commits to that record and no other.
/// </remarks>
public readonly record struct CommitmentEntry(CommitmentKind Kind, uint Day, MerkleHash Commitment)
{
    /// <summary>Bytes of an entry.</summary>
    public const int Length = 16 + MerkleHash.Length;

    /// <summary>Bytes of a nonce: drawn for each entry, kept with its record and by whom it concerns, and nowhere else.</summary>
    public const int NonceLength = 32;

    private const byte Version = 0x01;
    private const int VersionAt = 4;
    private const int KindAt = 5;
    private const int DayAt = 8;

    private static ReadOnlySpan<byte> Mark => "NTRL"u8;

    /// <summary>Commits to a record: HMAC-SHA256 under the nonce.</summary>
    /// <param name="nonce">32 random bytes, used for no other entry: a record such as a NIP can be guessed, a nonce cannot.</param>
    /// <param name="record">Canonical bytes of the record.</param>
    /// <exception cref="ArgumentException">A nonce of another length: HMAC would shorten or lengthen it, and two nonces would be one.</exception>
    public static MerkleHash Commit(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> record)
    {
        if (nonce.Length != NonceLength)
        {
            throw new ArgumentException($"A nonce has {NonceLength} bytes.", nameof(nonce));
        }

        Span<byte> commitment = stackalloc byte[MerkleHash.Length];
        HMACSHA256.HashData(nonce, record, commitment);
        return new MerkleHash(commitment);
    }

    /// <summary>A day as entries show it.</summary>
    /// <param name="day">A day in UTC, not before 1970.</param>
    public static uint DayNumber(DateOnly day) => (uint)(day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber);

    /// <summary>Reads an entry.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="problem">Why it is none.</param>
    /// <returns>False for anything that is not the one form of an entry of a known kind.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out CommitmentEntry entry, [NotNullWhen(false)] out string? problem)
    {
        entry = default;
        problem = "not an entry of version 1";
        if (bytes.Length != Length || (CommitmentKind)bytes[KindAt] is not (CommitmentKind.Pledge or CommitmentKind.Report or CommitmentKind.Roll or CommitmentKind.Erasure))
        {
            return false;
        }

        var read = new CommitmentEntry((CommitmentKind)bytes[KindAt], BinaryPrimitives.ReadUInt32BigEndian(bytes[DayAt..]), new MerkleHash(bytes[^MerkleHash.Length..]));
        if (!bytes.SequenceEqual(read.ToBytes()))
        {
            return false;
        }

        entry = read;
        problem = null;
        return true;
    }

    /// <summary>The entry's 48 bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        Mark.CopyTo(bytes);
        bytes[VersionAt] = Version;
        bytes[KindAt] = (byte)Kind;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(DayAt), Day);
        Commitment.CopyTo(bytes.AsSpan(Length - MerkleHash.Length));
        return bytes;
    }
}
