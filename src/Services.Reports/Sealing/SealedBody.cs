using System.Buffers.Binary;
using System.Security.Cryptography;
using Netralitas.Cryptography;

namespace Netralitas.Services.Reports.Sealing;

/// <summary>A content under a key of its own, and that key wrapped for each who may open it.</summary>
/// <remarks>
/// Form: 0x00, 0x02; salt (32 bytes); the key wrapped by AES-KWP (RFC 5649) under the key that <see cref="ReportCodes.KeyOfReporter"/> derives from the reporter's access code and the salt
/// (40 bytes); number of seals (1 byte); for each its length (2 bytes, most significant first) and the key in <see cref="SealedForm"/>; nonce (12 bytes); AES-256-GCM of the padded content;
/// tag (16 bytes). Content from before reports were sealed never begins with 0x00, 0x02: protobuf begins no message with 0x00, and an office's entry with 0x00, 0x01 or 0x00, 0x04.
/// </remarks>
internal static class SealedBody
{
    private const int SaltLength = 32;
    private const int KeyLength = 32;
    private const int WrappedLength = 40;
    private const int SealsAt = 2 + SaltLength + WrappedLength;

    private static ReadOnlySpan<byte> Begin => [0x00, 0x02];

    /// <summary>Whether stored content is sealed.</summary>
    internal static bool Is(ReadOnlySpan<byte> stored) => stored.StartsWith(Begin);

    /// <summary>Seals.</summary>
    /// <param name="plain">The content; clearing it is the caller's.</param>
    /// <param name="aad">Where it belongs.</param>
    /// <param name="accessCode">The reporter's code, 24 characters.</param>
    /// <param name="sealKey">Seals the content's key to each who may open it.</param>
    internal static byte[] Seal(ReadOnlySpan<byte> plain, byte[] aad, string accessCode, Func<byte[], IEnumerable<byte[]>> sealKey)
    {
        var key = RandomNumberGenerator.GetBytes(KeyLength);
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var reporter = ReportCodes.KeyOfReporter(accessCode, salt);
        try
        {
            using var wrap = Aes.Create();
            wrap.Key = reporter;
            using var form = new MemoryStream();
            form.Write(Begin);
            form.Write(salt);
            form.Write(wrap.EncryptKeyWrapPadded(key));
            WriteSeals(form, [.. sealKey(key)]);
            form.Write(PaddedBox.Seal(key, plain, aad));
            return form.ToArray();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(reporter);
        }
    }

    /// <summary>Opens stored content; content from before reports were sealed is open.</summary>
    /// <param name="stored">As it is stored.</param>
    /// <param name="aad">Where it belongs.</param>
    /// <param name="by">Who opens it.</param>
    /// <exception cref="OpeningKeyMissingException">It was not sealed to <paramref name="by"/>.</exception>
    /// <exception cref="CryptographicException">It was changed, or belongs elsewhere, or the code is another's.</exception>
    internal static byte[] Open(byte[] stored, byte[] aad, IBodyOpener by)
    {
        if (!Is(stored))
        {
            return stored;
        }

        var (wrapped, boxAt) = Read(stored);
        var key = by.KeyOf(wrapped, aad);
        try
        {
            return PaddedBox.Open(key, stored.AsSpan(boxAt), aad);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Ids of the keys that it is sealed to, in their order.</summary>
    /// <param name="stored">Sealed content.</param>
    /// <exception cref="CryptographicException">It was changed.</exception>
    internal static IEnumerable<string> KeyIdsOf(byte[] stored) => Read(stored).Key.Seals.Select(each => SealedForm.KeyIdOf(each));

    /// <summary>The bytes that say who besides its reporter may open it: the number of seals, and each with its length.</summary>
    /// <param name="stored">Sealed content.</param>
    /// <exception cref="CryptographicException">It was changed.</exception>
    internal static byte[] SealsOf(byte[] stored) => stored[SealsAt..Read(stored).BoxAt];

    /// <summary>Those bytes for others: what takes the place of <see cref="SealsOf"/>.</summary>
    /// <param name="stored">Sealed content.</param>
    /// <param name="aad">Where it belongs.</param>
    /// <param name="by">Who opens its key.</param>
    /// <param name="sealKey">Seals the key to each who may open it from now on.</param>
    /// <exception cref="OpeningKeyMissingException">It was not sealed to <paramref name="by"/>.</exception>
    /// <exception cref="CryptographicException">It was changed, or belongs elsewhere.</exception>
    internal static byte[] Reseal(byte[] stored, byte[] aad, IBodyOpener by, Func<byte[], IEnumerable<byte[]>> sealKey)
    {
        var key = by.KeyOf(Read(stored).Key, aad);
        try
        {
            using var form = new MemoryStream();
            WriteSeals(form, [.. sealKey(key)]);
            return form.ToArray();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static void WriteSeals(MemoryStream form, List<byte[]> seals)
    {
        form.WriteByte((byte)seals.Count);
        Span<byte> length = stackalloc byte[2];
        foreach (var each in seals)
        {
            BinaryPrimitives.WriteUInt16BigEndian(length, checked((ushort)each.Length));
            form.Write(length);
            form.Write(each);
        }
    }

    private static (WrappedKey Key, int BoxAt) Read(byte[] stored)
    {
        if (stored.Length <= SealsAt)
        {
            throw new CryptographicException("Not a sealed content.");
        }

        var (seals, place) = (new List<byte[]>(), SealsAt + 1);
        for (var n = stored[SealsAt]; n > 0; n--)
        {
            var length = stored.Length - place < 2 ? int.MaxValue : BinaryPrimitives.ReadUInt16BigEndian(stored.AsSpan(place));
            if (length > stored.Length - place - 2)
            {
                throw new CryptographicException("Not a sealed content.");
            }

            seals.Add(stored.AsSpan(place + 2, length).ToArray());
            place += 2 + length;
        }

        return (new WrappedKey(stored[Begin.Length..][..SaltLength], stored[(Begin.Length + SaltLength)..][..WrappedLength], seals), place);
    }
}

/// <summary>The ways to a content's key.</summary>
/// <param name="Salt">Of the key that is derived from the access code.</param>
/// <param name="ForReporter">Under that key.</param>
/// <param name="Seals">To offices and central.</param>
internal sealed record WrappedKey(byte[] Salt, byte[] ForReporter, IReadOnlyList<byte[]> Seals);

/// <summary>Who may open contents.</summary>
internal interface IBodyOpener
{
    /// <summary>The content's key; clearing it is the caller's.</summary>
    /// <exception cref="OpeningKeyMissingException">There is no way to it.</exception>
    /// <exception cref="CryptographicException">The way does not open.</exception>
    byte[] KeyOf(WrappedKey key, byte[] aad);
}

/// <summary>A reporter, by the access code.</summary>
/// <param name="accessCode">24 characters without hyphens.</param>
internal sealed class ReporterCode(string accessCode) : IBodyOpener
{
    /// <summary>The code, to seal with it what the same reporter adds.</summary>
    internal string AccessCode { get; } = accessCode;

    /// <inheritdoc/>
    public byte[] KeyOf(WrappedKey key, byte[] aad)
    {
        var reporter = ReportCodes.KeyOfReporter(AccessCode, key.Salt);
        try
        {
            using var unwrap = Aes.Create();
            unwrap.Key = reporter;
            return unwrap.DecryptKeyWrapPadded(key.ForReporter);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(reporter);
        }
    }
}
