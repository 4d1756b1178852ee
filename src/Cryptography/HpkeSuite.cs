namespace Netralitas.Cryptography;

/// <summary>DHKEM(P-256, HKDF-SHA256) and HKDF-SHA256 with one AEAD, by the numbers of RFC 9180 section 7.</summary>
internal sealed class HpkeSuite
{
    /// <summary>The suite of every sealed message.</summary>
    internal static readonly HpkeSuite Aes256Gcm = new(0x0002, 32);

    /// <summary>The suite for which RFC 9180 gives vectors of P-256 (A.3.1); no message is sealed with it.</summary>
    internal static readonly HpkeSuite Aes128Gcm = new(0x0001, 16);

    private const byte Kem = 0x10;
    private const byte Kdf = 0x01;

    private readonly byte[] id;

    private HpkeSuite(byte aead, int keyLength)
    {
        id = [.. "HPKE"u8, 0x00, Kem, 0x00, Kdf, 0x00, aead];
        KeyLength = keyLength;
    }

    /// <summary>suite_id of the KEM, which is the same for all AEADs.</summary>
    internal static ReadOnlySpan<byte> KemId => [(byte)'K', (byte)'E', (byte)'M', 0x00, Kem];

    /// <summary>suite_id of the key schedule.</summary>
    internal ReadOnlySpan<byte> Id => id;

    /// <summary>Bytes of the AEAD's key.</summary>
    internal int KeyLength { get; }
}
