using System.Buffers;
using System.Security.Cryptography;

namespace Netralitas.Services.Reports.EvidenceFiles;

/// <summary>Brings bytes into a file, from where it stands. Holds a chunk in clear and a sealed part, whatever the length of the file.</summary>
/// <param name="files">Stores the parts.</param>
/// <param name="file">The file as it stands.</param>
/// <param name="key">The file's key; cleared by whoever made it.</param>
internal sealed class EvidenceFileWriter(EvidenceFileParts files, EvidenceFile file, byte[] key) : IDisposable
{
    private readonly AesGcm cipher = new(key, ChunkSealing.TagBytes);
    private readonly byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkSealing.ChunkBytes);
    private readonly byte[] part = ArrayPool<byte>.Shared.Rent(ChunkSealing.LargestPart);
    private int inChunk;
    private int inPart;
    private int sealedLength;
    private bool isBroken;

    /// <summary>How many bytes are safe.</summary>
    internal long Stored { get; private set; } = file.StoredBytes;

    /// <summary>Where the next byte goes.</summary>
    internal long Position => Stored + inPart + inChunk;

    /// <summary>Takes the next bytes; what fills a part is stored.</summary>
    /// <param name="bytes">No more than the file still lacks.</param>
    /// <exception cref="ServiceDefaults.RefusalException">UPLOAD_CHANGED, EVIDENCE_UNAVAILABLE.</exception>
    internal async Task AppendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var taken = Math.Min(ChunkSealing.ChunkBytes - inChunk, bytes.Length);
            bytes[..taken].CopyTo(chunk.AsMemory(inChunk));
            inChunk += taken;
            bytes = bytes[taken..];
            if (inChunk == ChunkSealing.ChunkBytes || Position == file.SizeBytes)
            {
                SealChunk();
            }

            if (inPart >= ChunkSealing.ChunksOfPart * ChunkSealing.ChunkBytes || (inPart > 0 && Position == file.SizeBytes))
            {
                await FlushAsync();
            }
        }
    }

    /// <summary>Stores what makes whole chunks; the rest of a chunk is not kept, and comes again.</summary>
    /// <exception cref="ServiceDefaults.RefusalException">UPLOAD_CHANGED, EVIDENCE_UNAVAILABLE.</exception>
    internal async Task FlushAsync()
    {
        if (inPart == 0 || isBroken)
        {
            return;
        }

        // Whatever happens in between, the same nonces must not seal anything else.
        isBroken = true;
        await files.StoreAsync(file.Id, Stored, inPart, part.AsMemory(0, sealedLength));
        isBroken = false;
        Stored += inPart;
        (inPart, sealedLength) = (0, 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        cipher.Dispose();
        CryptographicOperations.ZeroMemory(chunk);
        ArrayPool<byte>.Shared.Return(chunk);
        ArrayPool<byte>.Shared.Return(part);
    }

    private void SealChunk()
    {
        if (sealedLength == 0)
        {
            RandomNumberGenerator.Fill(part.AsSpan(0, ChunkSealing.PrefixBytes));
            sealedLength = ChunkSealing.PrefixBytes;
        }

        var isLast = Position == file.SizeBytes;
        var number = (Stored + inPart) / ChunkSealing.ChunkBytes;
        ChunkSealing.Seal(cipher, file.Id, part.AsSpan(0, ChunkSealing.PrefixBytes), number, isLast, chunk.AsSpan(0, inChunk), part.AsSpan(sealedLength));
        sealedLength += inChunk + ChunkSealing.TagBytes;
        inPart += inChunk;
        inChunk = 0;
    }
}
