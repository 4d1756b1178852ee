using System.Numerics;
using System.Security.Cryptography;

namespace Netralitas.Cryptography;

/// <summary>An Ed25519 public key (RFC 8032), under which signatures are verified. Every instance is a point of the curve, in its one encoding, and not of small order.</summary>
/// <remarks>Immutable, and safe to use from several threads at once.</remarks>
public sealed class Ed25519PublicKey
{
    /// <summary>Bytes of a public key: y, least significant byte first, with the sign of x in the highest bit.</summary>
    public const int Length = 32;

    /// <summary>Bytes of a signature: the point R, then the number S.</summary>
    public const int SignatureLength = 64;

    // RFC 8032, section 5.1.
    private static readonly BigInteger Prime = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger D = BigInteger.Parse("37095705934669439343138083508754565189542113879843219016388785533085940283555", System.Globalization.CultureInfo.InvariantCulture);

    // y of the points whose order divides 8. Under such a key one signature holds for many messages.
    private static readonly BigInteger[] SmallOrder = SmallOrderOf(Convert.FromHexString("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"));

    private readonly byte[] bytes;

    private Ed25519PublicKey(byte[] bytes) => this.bytes = bytes;

    /// <summary>Reads a public key.</summary>
    /// <param name="bytes">32 bytes, as <see cref="Export"/> writes them.</param>
    /// <exception cref="CryptographicException">Another length, a y that is not below the prime, no point of the curve, or a point of small order.</exception>
    public static Ed25519PublicKey Import(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length || !IsKey(bytes))
        {
            throw new CryptographicException("Not an Ed25519 public key.");
        }

        return new Ed25519PublicKey(bytes.ToArray());
    }

    /// <summary>Writes the key in its only form.</summary>
    /// <returns>32 bytes, a copy.</returns>
    public byte[] Export() => [.. bytes];

    /// <summary>Whether a signature was made of this message with the private half of this key.</summary>
    /// <param name="message">The message, whole.</param>
    /// <param name="signature">Any bytes.</param>
    /// <returns>False for another message or key, another length, an S that is not below the order, or an R in another encoding: nobody can make a second signature of one that holds.</returns>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureLength)
        {
            return false;
        }

        using var key = LibCrypto.PublicKey(bytes);
        return LibCrypto.Verify(key, message, signature);
    }

    /// <summary>The public half of a private key.</summary>
    internal static Ed25519PublicKey Of(LibCrypto.EvpKey pair)
    {
        var bytes = new byte[Length];
        LibCrypto.WritePublic(pair, bytes);
        return new Ed25519PublicKey(bytes);
    }

    /// <summary>RFC 8032 section 5.1.3, without working x out: x² = (y² − 1) / (d·y² + 1) must have a root.</summary>
    private static bool IsKey(ReadOnlySpan<byte> bytes)
    {
        Span<byte> withoutSign = stackalloc byte[Length];
        bytes.CopyTo(withoutSign);
        withoutSign[^1] &= 0x7F;
        var y = new BigInteger(withoutSign, isUnsigned: true);
        if (y >= Prime || SmallOrder.Contains(y))
        {
            return false;
        }

        // u/v is a square exactly when u·v is, and by Euler's criterion that to the power (p − 1)/2 is 1.
        var u = (y * y) - 1;
        var v = (D * y * y) + 1;
        return BigInteger.ModPow(u * v % Prime, (Prime - 1) / 2, Prime).IsOne;
    }

    /// <summary>Orders 4, 1, 2, and two pairs of order 8; both signs of x have the same y.</summary>
    private static BigInteger[] SmallOrderOf(byte[] ofOrder8)
    {
        var y = new BigInteger(ofOrder8, isUnsigned: true);
        return [0, 1, Prime - 1, y, Prime - y];
    }
}
