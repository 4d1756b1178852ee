using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Netralitas.Services.Reports.EvidenceFiles;

/// <summary>How files are sealed: in chunks of 64 KiB, each with AES-256-GCM, after the STREAM construction. Pure.</summary>
/// <remarks>
/// <para>Nonce: 7 random bytes, the chunk's number in the file (4 bytes, most significant first), and 1 for the file's last chunk, else 0. Associated data: the file's id
/// (16 bytes, as RFC 9562 orders them). So no chunk can be changed, moved, left out, or taken from another file unseen.</para>
/// <para>The random bytes are of a part, a run of up to 16 chunks that is stored together and begins with them, and not of the file: an upload that breaks off may bring other bytes to
/// the same place a second time, and one nonce must never seal two of them.</para>
/// </remarks>
internal static class ChunkSealing
{
    /// <summary>Bytes of a file in one chunk; the last may have fewer.</summary>
    internal const int ChunkBytes = 64 * 1024;

    /// <summary>Chunks of a part, at most.</summary>
    internal const int ChunksOfPart = 16;

    /// <summary>Random bytes before the chunks of a part.</summary>
    internal const int PrefixBytes = 7;

    /// <summary>Bytes by which a sealed chunk is longer.</summary>
    internal const int TagBytes = 16;

    /// <summary>Bytes of a part in the store, at most.</summary>
    internal const int LargestPart = PrefixBytes + (ChunksOfPart * (ChunkBytes + TagBytes));

    /// <summary>Bytes that the counter can count.</summary>
    internal const long LargestFile = (long)uint.MaxValue * ChunkBytes;

    /// <summary>Seals a chunk.</summary>
    /// <param name="key">Of the file.</param>
    /// <param name="file">Id of the file.</param>
    /// <param name="prefix">Of the part.</param>
    /// <param name="chunk">Number of the chunk in the file, from 0.</param>
    /// <param name="isLast">Whether it is the file's last.</param>
    /// <param name="plain">At most <see cref="ChunkBytes"/>.</param>
    /// <param name="into">The sealed chunk: <see cref="TagBytes"/> longer, the tag last.</param>
    internal static void Seal(AesGcm key, Guid file, ReadOnlySpan<byte> prefix, long chunk, bool isLast, ReadOnlySpan<byte> plain, Span<byte> into)
    {
        Span<byte> nonce = stackalloc byte[12];
        Span<byte> aad = stackalloc byte[16];
        Fill(nonce, aad, file, prefix, chunk, isLast);
        key.Encrypt(nonce, plain, into[..plain.Length], into.Slice(plain.Length, TagBytes), aad);
    }

    /// <summary>Opens a chunk.</summary>
    /// <exception cref="CryptographicException">It is another chunk, or it was changed.</exception>
    internal static void Open(AesGcm key, Guid file, ReadOnlySpan<byte> prefix, long chunk, bool isLast, ReadOnlySpan<byte> box, Span<byte> into)
    {
        Span<byte> nonce = stackalloc byte[12];
        Span<byte> aad = stackalloc byte[16];
        Fill(nonce, aad, file, prefix, chunk, isLast);
        key.Decrypt(nonce, box[..^TagBytes], box[^TagBytes..], into, aad);
    }

    /// <summary>Bytes of a part in the store.</summary>
    /// <param name="length">Bytes of the file that it holds.</param>
    internal static int SealedLength(int length) => PrefixBytes + length + (TagBytes * ((length + ChunkBytes - 1) / ChunkBytes));

    private static void Fill(Span<byte> nonce, Span<byte> aad, Guid file, ReadOnlySpan<byte> prefix, long chunk, bool isLast)
    {
        prefix.CopyTo(nonce);
        BinaryPrimitives.WriteUInt32BigEndian(nonce[PrefixBytes..], checked((uint)chunk));
        nonce[^1] = isLast ? (byte)1 : (byte)0;
        file.TryWriteBytes(aad, bigEndian: true, out _);
    }
}
