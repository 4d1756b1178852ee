namespace Netralitas.Cryptography.Tests;

/// <summary>What test vectors need and the product does not.</summary>
internal static class HpkeVectors
{
    /// <summary>DeriveKeyPair of RFC 9180 section 7.1.3 for P-256, first candidate; the vectors give keys by their seeds.</summary>
    internal static byte[] DeriveSecret(byte[] seed)
    {
        var prk = new byte[LabeledHkdf.PrkLength];
        var secret = new byte[HpkePrivateKey.Length];
        LabeledHkdf.Extract(HpkeSuite.KemId, [], "dkp_prk"u8, seed, prk);
        LabeledHkdf.Expand(HpkeSuite.KemId, prk, "candidate"u8, [0], secret);
        return secret;
    }

    internal static byte[] Seal(HpkeSender sender, ReadOnlySpan<byte> aad, ReadOnlySpan<byte> plaintext)
    {
        var ciphertext = new byte[plaintext.Length + Hpke.TagLength];
        sender.Seal(aad, plaintext, ciphertext);
        return ciphertext;
    }
}
