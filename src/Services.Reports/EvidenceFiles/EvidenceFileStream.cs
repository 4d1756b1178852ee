using System.Buffers;
using System.Security.Cryptography;

namespace Netralitas.Services.Reports.EvidenceFiles;

/// <summary>A sealed file as its bytes in clear, from any place on. Holds one sealed part and one chunk in clear.</summary>
/// <remarks>A chunk that was changed, moved or taken from another file is a <see cref="CryptographicException"/>: nothing of it is given out.</remarks>
internal sealed class EvidenceFileStream : Stream
{
    private readonly Guid file;
    private readonly IReadOnlyList<EvidencePart> parts;
    private readonly Func<Guid, Memory<byte>, CancellationToken, Task> read;
    private readonly AesGcm cipher;
    private readonly byte[] box = ArrayPool<byte>.Shared.Rent(ChunkSealing.LargestPart);
    private readonly byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkSealing.ChunkBytes);
    private EvidencePart? partInBox;
    private long chunkInClear = -1;
    private int chunkLength;
    private bool isDisposed;

    internal EvidenceFileStream(Guid file, long size, IReadOnlyList<EvidencePart> parts, Func<Guid, Memory<byte>, CancellationToken, Task> read, byte[] key)
    {
        (this.file, this.parts, this.read) = (file, parts, read);
        cipher = new AesGcm(key, ChunkSealing.TagBytes);
        Length = size;
        var end = 0L;
        foreach (var part in parts)
        {
            end = part.Offset == end ? end + part.Length : throw new InvalidDataException("A part of a file is missing.");
        }

        if (end != size)
        {
            throw new InvalidDataException("The last part of a file is missing.");
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= Length || buffer.IsEmpty)
        {
            return 0;
        }

        await OpenChunkAsync(Position / ChunkSealing.ChunkBytes, cancellationToken);
        var start = (int)(Position % ChunkSealing.ChunkBytes);
        var taken = Math.Min(buffer.Length, chunkLength - start);
        chunk.AsMemory(start, taken).CopyTo(buffer);
        Position += taken;
        return taken;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A store may be far away: read it asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        SeekOrigin.End => Length + offset,
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !isDisposed)
        {
            isDisposed = true;
            cipher.Dispose();
            CryptographicOperations.ZeroMemory(chunk);
            ArrayPool<byte>.Shared.Return(chunk);
            ArrayPool<byte>.Shared.Return(box);
        }

        base.Dispose(disposing);
    }

    private async ValueTask OpenChunkAsync(long number, CancellationToken cancel)
    {
        if (number == chunkInClear)
        {
            return;
        }

        var place = number * ChunkSealing.ChunkBytes;
        if (partInBox is null || place < partInBox.Offset || place >= partInBox.Offset + partInBox.Length)
        {
            var wanted = parts[LastAtOrBefore(place)];
            partInBox = null;
            await read(wanted.Name, box.AsMemory(0, ChunkSealing.SealedLength(wanted.Length)), cancel);
            partInBox = wanted;
        }

        chunkInClear = -1;
        chunkLength = (int)Math.Min(ChunkSealing.ChunkBytes, Length - place);
        var inPart = (int)((place - partInBox.Offset) / ChunkSealing.ChunkBytes);
        var sealedChunk = box.AsSpan(ChunkSealing.PrefixBytes + (inPart * (ChunkSealing.ChunkBytes + ChunkSealing.TagBytes)), chunkLength + ChunkSealing.TagBytes);
        ChunkSealing.Open(cipher, file, box.AsSpan(0, ChunkSealing.PrefixBytes), number, place + chunkLength == Length, sealedChunk, chunk.AsSpan(0, chunkLength));
        chunkInClear = number;
    }

    private int LastAtOrBefore(long place)
    {
        var (low, high) = (0, parts.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = parts[middle].Offset <= place ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}
