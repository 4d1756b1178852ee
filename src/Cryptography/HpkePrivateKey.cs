using System.Security.Cryptography;

namespace Netralitas.Cryptography;

/// <summary>A P-256 private key that opens what was sealed to its <see cref="PublicKey"/>.</summary>
/// <remarks>
/// Safe to use from several threads at once; agreements under one key are made one after another.
/// The platform holds the secret and clears it on <see cref="Dispose"/>; the copies made here are zeroed after use.
/// </remarks>
public sealed class HpkePrivateKey : IDisposable
{
    /// <summary>Bytes of a private key: a number, most significant byte first.</summary>
    public const int Length = 32;

    private readonly ECDiffieHellman pair;
    private readonly Lock agreeing = new();

    private HpkePrivateKey(ECDiffieHellman pair)
    {
        this.pair = pair;
        PublicKey = HpkePublicKey.Of(pair);
    }

    /// <summary>The key to give to those who seal.</summary>
    public HpkePublicKey PublicKey { get; }

    // Order of P-256 (FIPS 186-4, D.1.2.3); private keys are from 1 to the order less 1.
    private static ReadOnlySpan<byte> Order =>
    [
        0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
    ];

    /// <summary>Draws a new key from the platform's random numbers.</summary>
    public static HpkePrivateKey Generate() => new(ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads a private key.</summary>
    /// <param name="bytes">32 bytes, as <see cref="Export"/> writes them; clearing them is the caller's.</param>
    /// <exception cref="CryptographicException">Another length, zero, or a number that is not below the order of the curve.</exception>
    public static HpkePrivateKey Import(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length || !IsInRange(bytes))
        {
            throw new CryptographicException("Not a P-256 private key.");
        }

        var secret = bytes.ToArray();
        try
        {
            return new HpkePrivateKey(ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret }));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>Writes the secret, to be kept where only those who may open can read.</summary>
    /// <returns>32 bytes; clear them with <see cref="CryptographicOperations.ZeroMemory"/> once stored.</returns>
    public byte[] Export() => pair.ExportParameters(includePrivateParameters: true).D!;

    /// <summary>Clears the secret; the key cannot be used after.</summary>
    public void Dispose() => pair.Dispose();

    /// <summary>The x coordinate of the shared point, 32 bytes with its leading zeros; clearing it is the caller's.</summary>
    internal byte[] Agree(HpkePublicKey other)
    {
        using var point = other.Open();
        return Agree(point);
    }

    /// <inheritdoc cref="Agree(HpkePublicKey)"/>
    internal byte[] Agree(ECDiffieHellmanPublicKey point)
    {
        lock (agreeing)
        {
            return pair.DeriveRawSecretAgreement(point);
        }
    }

    /// <summary>1 ≤ number &lt; order, in a time that does not depend on the number.</summary>
    private static bool IsInRange(ReadOnlySpan<byte> number)
    {
        var borrow = 0;
        var bits = 0;
        for (var n = Length - 1; n >= 0; n--)
        {
            borrow = ((number[n] - Order[n] - borrow) >> 8) & 1;
            bits |= number[n];
        }

        return (borrow == 1) & (bits != 0);
    }
}
