using System.Security.Cryptography;

namespace Netralitas.Cryptography;

/// <summary>The recipient's context: opens messages in the order in which they were sealed. For one thread at a time.</summary>
internal sealed class HpkeRecipient : IDisposable
{
    private readonly HpkeKeys keys;
    private readonly AesGcm aead;
    private ulong sequence;

    /// <summary>Takes the keys over.</summary>
    internal HpkeRecipient(HpkeKeys keys, ulong sequence = 0)
    {
        this.keys = keys;
        this.sequence = sequence;
        aead = new AesGcm(keys.Key, Hpke.TagLength);
    }

    /// <summary>SetupBaseR.</summary>
    internal static HpkeRecipient Setup(HpkeSuite suite, HpkePrivateKey recipient, ReadOnlySpan<byte> info, HpkePublicKey encapsulated)
    {
        Span<byte> sharedSecret = stackalloc byte[DhKem.SecretLength];
        try
        {
            DhKem.Decapsulate(recipient, encapsulated, sharedSecret);
            return new HpkeRecipient(HpkeKeys.Derive(suite, sharedSecret, info));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(sharedSecret);
        }
    }

    /// <summary>Opens the next message; one that does not open leaves the sequence where it was.</summary>
    /// <exception cref="CryptographicException">Not the next message sealed by the other side, or with other data.</exception>
    /// <exception cref="InvalidOperationException">The last sequence number has been reached.</exception>
    internal byte[] Open(ReadOnlySpan<byte> aad, ReadOnlySpan<byte> ciphertext)
    {
        if (sequence == ulong.MaxValue)
        {
            throw new InvalidOperationException("No sequence number is left in this context.");
        }

        if (ciphertext.Length < Hpke.TagLength)
        {
            throw new CryptographicException("Shorter than a tag.");
        }

        var plaintext = new byte[ciphertext.Length - Hpke.TagLength];
        aead.Decrypt(keys.Nonce(sequence), ciphertext[..plaintext.Length], ciphertext[plaintext.Length..], plaintext, aad);
        sequence++;
        return plaintext;
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
