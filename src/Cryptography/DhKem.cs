using System.Security.Cryptography;

namespace Netralitas.Cryptography;

/// <summary>DHKEM(P-256, HKDF-SHA256) of RFC 9180 section 4.1: a secret shared by the sender of one message and the holder of a key.</summary>
internal static class DhKem
{
    /// <summary>Bytes of a shared secret.</summary>
    internal const int SecretLength = 32;

    /// <summary>Encap: the sender's side.</summary>
    /// <param name="recipient">Whom the secret is shared with.</param>
    /// <param name="ephemeral">A key made for this one message; its public half is what RFC 9180 calls enc.</param>
    /// <param name="sharedSecret">32 bytes; clearing them is the caller's.</param>
    internal static void Encapsulate(HpkePublicKey recipient, HpkePrivateKey ephemeral, Span<byte> sharedSecret)
    {
        var point = recipient.Rent();
        try
        {
            Derive(ephemeral.Agree(point), ephemeral.PublicKey, recipient, sharedSecret);
        }
        finally
        {
            recipient.Return(point);
        }
    }

    /// <summary>Decap: the recipient's side.</summary>
    internal static void Decapsulate(HpkePrivateKey recipient, HpkePublicKey encapsulated, Span<byte> sharedSecret) =>
        Derive(recipient.Agree(encapsulated), encapsulated, recipient.PublicKey, sharedSecret);

    private static void Derive(byte[] agreement, HpkePublicKey encapsulated, HpkePublicKey recipient, Span<byte> sharedSecret)
    {
        Span<byte> prk = stackalloc byte[LabeledHkdf.PrkLength];
        try
        {
            byte[] context = [.. encapsulated.Bytes, .. recipient.Bytes];
            LabeledHkdf.Extract(HpkeSuite.KemId, [], "eae_prk"u8, agreement, prk);
            LabeledHkdf.Expand(HpkeSuite.KemId, prk, "shared_secret"u8, context, sharedSecret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(agreement);
            CryptographicOperations.ZeroMemory(prk);
        }
    }
}
