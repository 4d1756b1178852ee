using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Netralitas.Cryptography;

/// <summary>A P-256 public key to which messages are sealed. Every instance is a point of the curve.</summary>
/// <remarks>Immutable, and safe to use from several threads at once.</remarks>
public sealed class HpkePublicKey
{
    /// <summary>Bytes of a public key: 0x04, then X and Y of 32 bytes each (SEC 1, uncompressed).</summary>
    public const int Length = 1 + (2 * CoordinateLength);

    private const int CoordinateLength = 32;
    private const byte Uncompressed = 0x04;

    private readonly byte[] bytes;

    // To check that it is a point costs the platform about as much as to agree on a secret with it, so a key that is sealed to again and again is taken out again. Each is used by one thread at a time.
    private ConcurrentStack<ECDiffieHellmanPublicKey>? idle;

    private HpkePublicKey(byte[] bytes) => this.bytes = bytes;

    internal ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Reads a public key.</summary>
    /// <param name="bytes">65 bytes, as <see cref="Export"/> writes them.</param>
    /// <returns>A key that has been checked to be a point of P-256.</returns>
    /// <exception cref="CryptographicException">Another length, another form (compressed, hybrid, infinity), a coordinate that is not below the prime, or a point that is not on the curve.</exception>
    public static HpkePublicKey Import(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length || bytes[0] != Uncompressed)
        {
            throw NotAPoint();
        }

        var key = new HpkePublicKey(bytes.ToArray());
        try
        {
            using var checkedOnImport = key.Open();
        }
        catch (CryptographicException)
        {
            // What the platform says differs between platforms, and may tell an attacker what was wrong.
            throw NotAPoint();
        }

        return key;
    }

    /// <summary>Writes the key in its only form.</summary>
    /// <returns>65 bytes, a copy.</returns>
    public byte[] Export() => [.. bytes];

    /// <summary>The public half of a key that the platform made or has checked.</summary>
    internal static HpkePublicKey Of(ECDiffieHellman pair)
    {
        var point = pair.ExportParameters(includePrivateParameters: false).Q;
        return new HpkePublicKey([Uncompressed, .. point.X!, .. point.Y!]);
    }

    /// <summary>The key as the platform takes it, for one thread until it is given back by <see cref="Return"/>; for keys that are sealed to, which live as long as the process.</summary>
    internal ECDiffieHellmanPublicKey Rent() => idle is { } stack && stack.TryPop(out var opened) ? opened : Open();

    /// <summary>Gives back what was rented.</summary>
    internal void Return(ECDiffieHellmanPublicKey opened) => LazyInitializer.EnsureInitialized(ref idle, () => []).Push(opened);

    /// <summary>The key as the platform takes it; the platform refuses points that are not on the curve.</summary>
    internal ECDiffieHellmanPublicKey Open()
    {
        using var opened = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = bytes[1..(1 + CoordinateLength)], Y = bytes[(1 + CoordinateLength)..] },
        });
        return opened.PublicKey;
    }

    private static CryptographicException NotAPoint() => new("Not a P-256 public key in uncompressed form.");
}
