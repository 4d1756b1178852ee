using System.Security.Cryptography;
using System.Text;

namespace Netralitas.Faults.Checker;

/// <summary>Opens the records of signatures as the documents of the pledges say, without the service's code.</summary>
/// <param name="secret">The secret of the key with the id 1.</param>
internal sealed class SealedRecords(string secret)
{
    private const int NonceAt = 3;
    private const int TagAt = NonceAt + 12;
    private const int TextAt = TagAt + 16;

    private readonly byte[] key = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, salt: [], Encoding.UTF8.GetBytes("netralitas/pledges/seal/1"));

    /// <summary>What was sealed; null, as if nothing were there, when it is in clear or does not open.</summary>
    internal byte[]? Open(byte[] stored)
    {
        if (stored.Length < TextAt || !stored.AsSpan(0, NonceAt).SequenceEqual("\u0001\u00011"u8))
        {
            return null;
        }

        var record = new byte[stored.Length - TextAt];
        using var cipher = new AesGcm(key, 16);
        try
        {
            cipher.Decrypt(stored.AsSpan(NonceAt, 12), stored.AsSpan(TextAt), stored.AsSpan(TagAt, 16), record, "log-record"u8);
            return record;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
