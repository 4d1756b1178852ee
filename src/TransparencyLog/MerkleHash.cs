using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Netralitas.TransparencyLog;

/// <summary>A hash of the log's tree (RFC 6962 section 2.1, with SHA-256): of an entry, or of two hashes under a node.</summary>
/// <remarks>A value of 32 bytes; the default is 32 zeros, the hash of nothing that is known. Hashes of a log are public: comparing them may take any time.</remarks>
public readonly struct MerkleHash : IEquatable<MerkleHash>
{
    /// <summary>Bytes of a hash.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    private const byte LeafPrefix = 0x00;
    private const byte NodePrefix = 0x01;

    // Entries of the logs here have 48 bytes; longer ones may cost an allocation.
    private const int StackLimit = 512;

    private readonly Vector256<byte> bytes;

    /// <summary>Reads a hash.</summary>
    /// <param name="bytes">Exactly 32 bytes.</param>
    /// <exception cref="ArgumentException">Another length.</exception>
    public MerkleHash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new ArgumentException("A hash has 32 bytes.", nameof(bytes));
        }

        this.bytes = Vector256.Create(bytes);
    }

    /// <summary>Root of the tree without entries: SHA-256 of nothing.</summary>
    public static MerkleHash Empty { get; } = Sha256([]);

    /// <summary>Whether two hashes are equal.</summary>
    public static bool operator ==(MerkleHash left, MerkleHash right) => left.Equals(right);

    /// <summary>Whether two hashes differ.</summary>
    public static bool operator !=(MerkleHash left, MerkleHash right) => !left.Equals(right);

    /// <summary>Hash of an entry: SHA-256 of 0x00 and the entry.</summary>
    /// <param name="entry">The entry, whole; empty is an entry too.</param>
    public static MerkleHash OfLeaf(ReadOnlySpan<byte> entry)
    {
        var buffer = entry.Length < StackLimit ? stackalloc byte[1 + entry.Length] : new byte[1 + entry.Length];
        buffer[0] = LeafPrefix;
        entry.CopyTo(buffer[1..]);
        return Sha256(buffer);
    }

    /// <summary>Hash of a node: SHA-256 of 0x01, the left hash and the right hash.</summary>
    /// <param name="left">Of the entries in front.</param>
    /// <param name="right">Of the entries behind.</param>
    public static MerkleHash OfNode(MerkleHash left, MerkleHash right)
    {
        Span<byte> buffer = stackalloc byte[1 + (2 * Length)];
        buffer[0] = NodePrefix;
        left.CopyTo(buffer[1..]);
        right.CopyTo(buffer[(1 + Length)..]);
        return Sha256(buffer);
    }

    /// <summary>Reads the only form in which a hash is written as text.</summary>
    /// <param name="text">44 characters of standard base64.</param>
    /// <param name="hash">The hash.</param>
    /// <returns>False for anything else.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out MerkleHash hash)
    {
        hash = default;
        if (!StrictText.TryReadBase64(text, out var read) || read.Length != Length)
        {
            return false;
        }

        hash = new MerkleHash(read);
        return true;
    }

    /// <summary>Writes the 32 bytes.</summary>
    /// <param name="destination">32 bytes or more.</param>
    /// <exception cref="ArgumentException">Fewer than 32 bytes.</exception>
    public void CopyTo(Span<byte> destination) => bytes.CopyTo(destination);

    /// <summary>The 32 bytes, a copy.</summary>
    public byte[] ToArray()
    {
        var copy = new byte[Length];
        CopyTo(copy);
        return copy;
    }

    /// <inheritdoc />
    public bool Equals(MerkleHash other) => bytes == other.bytes;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is MerkleHash other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => bytes.AsInt32()[0];

    /// <summary>Base64, as checkpoints and proofs have it.</summary>
    public override string ToString() => Convert.ToBase64String(ToArray());

    private static MerkleHash Sha256(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Length];
        SHA256.HashData(bytes, hash);
        return new MerkleHash(hash);
    }
}
