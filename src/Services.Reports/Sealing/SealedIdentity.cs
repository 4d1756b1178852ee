using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Netralitas.Services.Reports.Sealing;

/// <summary>Who reported, under a key of its own that is sealed to the custodians and to nobody else.</summary>
/// <remarks>Form: 0x01; length of the sealed key (2 bytes, most significant first); the key in <see cref="SealedForm"/>; <see cref="PaddedBox"/>.</remarks>
internal static class SealedIdentity
{
    private const byte Version = 0x01;
    private const int KeyLength = 32;
    private const int HeadLength = 3;

    /// <summary>Seals.</summary>
    internal static byte[] Seal(ReadOnlySpan<byte> plain, byte[] aad, SealingKeys keys)
    {
        var key = RandomNumberGenerator.GetBytes(KeyLength);
        try
        {
            var sealedKey = keys.Seal(KeyRecipient.Custodian, key, aad);
            var head = new byte[HeadLength];
            head[0] = Version;
            BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(1), checked((ushort)sealedKey.Length));
            return [.. head, .. sealedKey, .. PaddedBox.Seal(key, plain, aad)];
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Opens.</summary>
    /// <returns>The plaintext; clearing it is the caller's.</returns>
    /// <exception cref="OpeningKeyMissingException">The custodians' key is not here.</exception>
    /// <exception cref="CryptographicException">It was changed, or belongs elsewhere.</exception>
    internal static byte[] Open(ReadOnlySpan<byte> stored, byte[] aad, CustodianKeys custodians)
    {
        var length = stored.Length < HeadLength || stored[0] != Version ? int.MaxValue : BinaryPrimitives.ReadUInt16BigEndian(stored[1..]);
        if (length > stored.Length - HeadLength)
        {
            throw new CryptographicException("Not a sealed identity.");
        }

        var key = custodians.Keys.Open(stored.Slice(HeadLength, length), aad);
        try
        {
            return PaddedBox.Open(key, stored[(HeadLength + length)..], aad);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
