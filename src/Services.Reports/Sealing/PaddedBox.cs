using System.Security.Cryptography;
using Netralitas.Cryptography;

namespace Netralitas.Services.Reports.Sealing;

/// <summary>AES-256-GCM of a padded content under a key that seals nothing else: nonce (12 bytes, random), ciphertext, tag (16 bytes). Pure but for the nonce.</summary>
internal static class PaddedBox
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    internal static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain, byte[] aad)
    {
        var padded = Padding.Pad(plain);
        var box = new byte[NonceLength + padded.Length + TagLength];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceLength));
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(box.AsSpan(0, NonceLength), padded, box.AsSpan(NonceLength, padded.Length), box.AsSpan(NonceLength + padded.Length), aad);
        CryptographicOperations.ZeroMemory(padded);
        return box;
    }

    /// <exception cref="CryptographicException">Another key or aad, or changed bytes.</exception>
    internal static byte[] Open(byte[] key, ReadOnlySpan<byte> box, byte[] aad)
    {
        if (box.Length < NonceLength + TagLength)
        {
            throw new CryptographicException("Not a sealed content.");
        }

        var padded = new byte[box.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(box[..NonceLength], box[NonceLength..^TagLength], box[^TagLength..], padded, aad);
        var plain = Padding.Unpad(padded);
        CryptographicOperations.ZeroMemory(padded);
        return plain;
    }
}
