using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Netralitas.Cryptography;

/// <summary>HKDF-SHA256 with the labels of RFC 9180 section 4, which keep what is derived for one suite and one use apart from every other.</summary>
internal static class LabeledHkdf
{
    /// <summary>Bytes of a pseudo-random key.</summary>
    internal const int PrkLength = SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Version => "HPKE-v1"u8;

    /// <summary>LabeledExtract. HKDF-Extract is HMAC under the salt, fed piece by piece so that no joined copy of a secret is left behind.</summary>
    internal static void Extract(ReadOnlySpan<byte> suiteId, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> label, ReadOnlySpan<byte> material, Span<byte> prk)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, salt);
        hmac.AppendData(Version);
        hmac.AppendData(suiteId);
        hmac.AppendData(label);
        hmac.AppendData(material);
        hmac.GetHashAndReset(prk);
    }

    /// <summary>LabeledExpand to the length of <paramref name="output"/>.</summary>
    internal static void Expand(ReadOnlySpan<byte> suiteId, ReadOnlySpan<byte> prk, ReadOnlySpan<byte> label, ReadOnlySpan<byte> info, Span<byte> output)
    {
        Span<byte> length = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(length, checked((ushort)output.Length));
        byte[] labeled = [.. length, .. Version, .. suiteId, .. label, .. info];
        HKDF.Expand(HashAlgorithmName.SHA256, prk, output, labeled);
    }
}
