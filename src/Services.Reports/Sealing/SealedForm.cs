using System.Security.Cryptography;
using System.Text;
using Netralitas.Cryptography;

namespace Netralitas.Services.Reports.Sealing;

/// <summary>What is sealed to one key, with the key's id. Pure.</summary>
/// <remarks>
/// Form: suite byte 0x01, length of the key's id (1 byte), the id in ASCII, then the ephemeral key and the ciphertext of <see cref="Hpke"/>, which has the suite byte before them.
/// The id only says which key to try: HPKE itself binds the message to the key.
/// </remarks>
internal static class SealedForm
{
    private const byte Suite = 0x01;

    private static ReadOnlySpan<byte> Info => "netralitas/report/v1"u8;

    internal static byte[] Seal(string keyId, HpkePublicKey key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> aad) =>
        [Suite, checked((byte)keyId.Length), .. Encoding.ASCII.GetBytes(keyId), .. Hpke.Seal(key, Info, aad, plain).AsSpan(1)];

    /// <exception cref="CryptographicException">Not this form.</exception>
    internal static string KeyIdOf(ReadOnlySpan<byte> sealedBytes) =>
        sealedBytes.Length >= 2 && sealedBytes[0] == Suite && sealedBytes.Length >= 2 + sealedBytes[1]
            ? Encoding.ASCII.GetString(sealedBytes.Slice(2, sealedBytes[1]))
            : throw new CryptographicException("Not a sealed message.");

    /// <exception cref="CryptographicException">Another key or aad, or a changed message.</exception>
    internal static byte[] Open(HpkePrivateKey key, ReadOnlySpan<byte> sealedBytes, ReadOnlySpan<byte> aad) =>
        Hpke.Open(key, Info, aad, [Suite, .. sealedBytes[(2 + sealedBytes[1])..]]);
}
