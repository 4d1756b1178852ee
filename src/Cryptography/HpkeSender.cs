using System.Security.Cryptography;

namespace Netralitas.Cryptography;

/// <summary>The sender's context: seals messages in order, each under its own sequence number, so that no nonce is used twice. For one thread at a time.</summary>
internal sealed class HpkeSender : IDisposable
{
    private readonly HpkeKeys keys;
    private readonly AesGcm aead;
    private ulong sequence;

    /// <summary>Takes the keys over.</summary>
    internal HpkeSender(HpkeKeys keys, ulong sequence = 0)
    {
        this.keys = keys;
        this.sequence = sequence;
        aead = new AesGcm(keys.Key, Hpke.TagLength);
    }

    /// <summary>SetupBaseS.</summary>
    /// <param name="suite">What to seal with.</param>
    /// <param name="recipient">Whom to seal to.</param>
    /// <param name="info">Binds the keys to a use.</param>
    /// <param name="ephemeral">Made for this context and used for no other.</param>
    internal static HpkeSender Setup(HpkeSuite suite, HpkePublicKey recipient, ReadOnlySpan<byte> info, HpkePrivateKey ephemeral)
    {
        Span<byte> sharedSecret = stackalloc byte[DhKem.SecretLength];
        try
        {
            DhKem.Encapsulate(recipient, ephemeral, sharedSecret);
            return new HpkeSender(HpkeKeys.Derive(suite, sharedSecret, info));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(sharedSecret);
        }
    }

    /// <summary>Seals the next message: the ciphertext, then the tag.</summary>
    /// <exception cref="InvalidOperationException">The last sequence number has been reached.</exception>
    internal void Seal(ReadOnlySpan<byte> aad, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext)
    {
        if (sequence == ulong.MaxValue)
        {
            throw new InvalidOperationException("No sequence number is left in this context.");
        }

        aead.Encrypt(keys.Nonce(sequence), plaintext, ciphertext[..plaintext.Length], ciphertext[plaintext.Length..], aad);
        sequence++;
    }

    /// <inheritdoc cref="HpkeKeys.Export"/>
    internal byte[] Export(ReadOnlySpan<byte> context, int length) => keys.Export(context, length);

    /// <summary>Clears the keys.</summary>
    public void Dispose()
    {
        aead.Dispose();
        keys.Dispose();
    }
}
