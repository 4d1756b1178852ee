using System.Security.Cryptography;
using System.Text;

namespace Netralitas.TransparencyLog.Rolls;

/// <summary>A line of a sealed roll as anyone may see it: what it says, and a commitment to the person whom it says it of.</summary>
/// <param name="State">What it says.</param>
/// <param name="Commitment">HMAC-SHA256 over who it is, under a nonce of this line alone: without the nonce it tells nobody anything.</param>
/// <remarks>Its bytes are one byte of state and the commitment; the roll is the RFC 6962 tree over them, in the order of the commitments, so that a place tells nothing either.</remarks>
public readonly record struct RollLeaf(RollState State, MerkleHash Commitment)
{
    /// <summary>Bytes of a line.</summary>
    public const int Length = 1 + MerkleHash.Length;

    private const string Version = "netralitas/roll-leaf/v1";

    /// <summary>Hash of the line in the tree of the roll.</summary>
    public MerkleHash Hash
    {
        get
        {
            Span<byte> bytes = stackalloc byte[Length];
            CopyTo(bytes);
            return MerkleHash.OfLeaf(bytes);
        }
    }

    /// <summary>The commitment to a signature.</summary>
    /// <param name="secret">Nonce of the signature's own entry, which its receipt has: whoever holds the receipt can work out this line, and whoever destroyed the nonce no longer can.</param>
    /// <param name="declaration">The declaration.</param>
    /// <param name="signature">The signature.</param>
    /// <param name="entry">Hash of the signature's own entry in the log.</param>
    public static MerkleHash CommitToSignature(ReadOnlySpan<byte> secret, Guid declaration, Guid signature, MerkleHash entry) =>
        Commit(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes($"{Version}\n{declaration}\n")), $"{Version}\n{declaration}\nsignature\n{signature}\n{entry}\n");

    /// <summary>The commitment to a person whom a roster expects.</summary>
    /// <param name="nonce">32 bytes that are of this line alone, and that nobody can guess.</param>
    /// <param name="declaration">The declaration.</param>
    /// <param name="rosterEntry">The entry of the roster.</param>
    public static MerkleHash CommitToExpected(ReadOnlySpan<byte> nonce, Guid declaration, Guid rosterEntry) =>
        Commit(nonce, $"{Version}\n{declaration}\nexpected\n{rosterEntry}\n");

    /// <summary>Reads a line.</summary>
    /// <param name="bytes">Bytes that <see cref="CopyTo"/> wrote.</param>
    public static RollLeaf Read(ReadOnlySpan<byte> bytes) => new((RollState)bytes[0], new MerkleHash(bytes[1..]));

    /// <summary>Writes the line's bytes.</summary>
    /// <param name="destination">33 bytes or more.</param>
    public void CopyTo(Span<byte> destination)
    {
        destination[0] = (byte)State;
        Commitment.CopyTo(destination[1..]);
    }

    private static MerkleHash Commit(ReadOnlySpan<byte> nonce, string record) => CommitmentEntry.Commit(nonce, Encoding.ASCII.GetBytes(record));
}
