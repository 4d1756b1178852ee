using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Netralitas.Cryptography;

/// <summary>Padding that leaves of a content's length only its step: 1, 4, 16, 64 or 256 KiB, above that multiples of 256 KiB. To be applied before sealing.</summary>
/// <remarks>Form: length of the content (4 bytes, most significant first), the content, zeros up to the step. Each content has exactly one padded form, and no other is taken.</remarks>
public static class Padding
{
    private const int PrefixLength = sizeof(uint);
    private const int SmallestStep = 1024;
    private const int LargestStep = 256 * 1024;

    /// <summary>Bytes to which a content is padded.</summary>
    /// <param name="contentLength">Bytes of content.</param>
    /// <returns>The smallest step that holds the content and the 4 bytes of its length.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Below zero, or more than an array holds.</exception>
    public static int PaddedTo(int contentLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(contentLength);
        var padded = Step(contentLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(padded, Array.MaxLength, nameof(contentLength));
        return (int)padded;
    }

    /// <summary>Pads a content.</summary>
    /// <param name="content">Any bytes, none included.</param>
    /// <returns><see cref="PaddedTo"/> bytes, holding the content in clear; clearing them once sealed is the caller's.</returns>
    /// <exception cref="ArgumentOutOfRangeException">More than an array holds, padded.</exception>
    public static byte[] Pad(ReadOnlySpan<byte> content)
    {
        var padded = new byte[PaddedTo(content.Length)];
        BinaryPrimitives.WriteUInt32BigEndian(padded, (uint)content.Length);
        content.CopyTo(padded.AsSpan(PrefixLength));
        return padded;
    }

    /// <summary>Takes the padding off.</summary>
    /// <param name="padded">What <see cref="Pad"/> returned, whole.</param>
    /// <returns>Exactly the content that was padded.</returns>
    /// <exception cref="CryptographicException">Not the padded form of any content.</exception>
    public static byte[] Unpad(ReadOnlySpan<byte> padded)
    {
        if (padded.Length < PrefixLength)
        {
            throw NotPadded();
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(padded);
        if (length > padded.Length - PrefixLength
            || Step(length) != padded.Length
            || padded[(PrefixLength + (int)length)..].ContainsAnyExcept((byte)0))
        {
            throw NotPadded();
        }

        return padded.Slice(PrefixLength, (int)length).ToArray();
    }

    private static long Step(long contentLength)
    {
        var needed = contentLength + PrefixLength;
        long step = SmallestStep;
        while (step < needed && step < LargestStep)
        {
            step *= 4;
        }

        return (needed + step - 1) / step * step;
    }

    private static CryptographicException NotPadded() => new("Not a padded content.");
}
