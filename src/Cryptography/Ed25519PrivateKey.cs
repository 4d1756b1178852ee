using System.Security.Cryptography;

namespace Netralitas.Cryptography;

/// <summary>An Ed25519 private key (RFC 8032): what it signs holds under its <see cref="PublicKey"/>.</summary>
/// <remarks>
/// Safe to use from several threads at once. OpenSSL holds the secret and clears it on <see cref="Dispose"/>; the copies made here are zeroed after use.
/// Signing is deterministic: one message has one signature under one key, also after a restart.
/// </remarks>
public sealed class Ed25519PrivateKey : IDisposable
{
    /// <summary>Bytes of a private key, which RFC 8032 leaves any value: a seed.</summary>
    public const int Length = 32;

    private readonly LibCrypto.EvpKey pair;

    private Ed25519PrivateKey(LibCrypto.EvpKey pair)
    {
        this.pair = pair;
        PublicKey = Ed25519PublicKey.Of(pair);
    }

    /// <summary>The key to give to those who verify.</summary>
    public Ed25519PublicKey PublicKey { get; }

    /// <summary>Draws a new key from the platform's random numbers.</summary>
    public static Ed25519PrivateKey Generate()
    {
        Span<byte> seed = stackalloc byte[Length];
        try
        {
            RandomNumberGenerator.Fill(seed);
            return Import(seed);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    /// <summary>Reads a private key.</summary>
    /// <param name="seed">32 bytes, as <see cref="Export"/> writes them; clearing them is the caller's.</param>
    /// <exception cref="CryptographicException">Another length.</exception>
    public static Ed25519PrivateKey Import(ReadOnlySpan<byte> seed) => seed.Length == Length
        ? new Ed25519PrivateKey(LibCrypto.PrivateKey(seed))
        : throw new CryptographicException("Not an Ed25519 private key.");

    /// <summary>Writes the secret, to be kept where only the signer can read.</summary>
    /// <returns>32 bytes; clear them with <see cref="CryptographicOperations.ZeroMemory"/> once stored.</returns>
    public byte[] Export()
    {
        var seed = GC.AllocateArray<byte>(Length, pinned: true);
        LibCrypto.WriteSeed(pair, seed);
        return seed;
    }

    /// <summary>Signs a message.</summary>
    /// <param name="message">The message, whole.</param>
    /// <returns><see cref="Ed25519PublicKey.SignatureLength"/> bytes, the same each time.</returns>
    /// <exception cref="ObjectDisposedException">After disposal.</exception>
    public byte[] Sign(ReadOnlySpan<byte> message)
    {
        var signature = new byte[Ed25519PublicKey.SignatureLength];
        LibCrypto.Sign(pair, message, signature);
        return signature;
    }

    /// <summary>Clears the secret; the key cannot be used after.</summary>
    public void Dispose() => pair.Dispose();
}
