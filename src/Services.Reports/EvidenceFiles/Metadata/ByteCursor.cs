using System.Buffers;

namespace Netralitas.Services.Reports.EvidenceFiles.Metadata;

/// <summary>Goes through a file from its beginning, forward only, with one buffer.</summary>
internal sealed class ByteCursor(Stream file, CancellationToken cancel) : IDisposable
{
    private const int BufferBytes = 64 * 1024;

    private readonly byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private long start;
    private int next;
    private int filled;

    /// <summary>Place of the next byte in the file.</summary>
    internal long Position => start + next;

    /// <summary>How many bytes follow.</summary>
    internal long Left => file.Length - Position;

    /// <summary>The next byte.</summary>
    /// <exception cref="MalformedPictureException">The file ends.</exception>
    internal async ValueTask<byte> ByteAsync()
    {
        await FillAsync();
        return buffer[next++];
    }

    /// <summary>The next bytes; few, and not ours to keep.</summary>
    /// <exception cref="MalformedPictureException">The file ends before.</exception>
    internal async ValueTask<byte[]> BytesAsync(int count)
    {
        Require(count);
        var bytes = new byte[count];
        for (var done = 0; done < count;)
        {
            await FillAsync();
            var taken = Math.Min(count - done, filled - next);
            buffer.AsSpan(next, taken).CopyTo(bytes.AsSpan(done));
            next += taken;
            done += taken;
        }

        return bytes;
    }

    /// <summary>Goes over bytes without looking at them.</summary>
    /// <exception cref="MalformedPictureException">The file ends before.</exception>
    internal void Skip(long count)
    {
        Require(count);
        if (count <= filled - next)
        {
            next += (int)count;
            return;
        }

        (start, next, filled) = (Position + count, 0, 0);
    }

    /// <summary>Goes over bytes and gives each run of them away.</summary>
    /// <exception cref="MalformedPictureException">The file ends before.</exception>
    internal async ValueTask EachAsync(long count, Action<ReadOnlyMemory<byte>> see)
    {
        Require(count);
        while (count > 0)
        {
            await FillAsync();
            var taken = (int)Math.Min(count, filled - next);
            see(buffer.AsMemory(next, taken));
            next += taken;
            count -= taken;
        }
    }

    /// <summary>Goes to the next byte of this value, and stands before it.</summary>
    /// <exception cref="MalformedPictureException">There is none.</exception>
    internal async ValueTask FindAsync(byte value)
    {
        while (true)
        {
            await FillAsync();
            var found = buffer.AsSpan(next, filled - next).IndexOf(value);
            next = found < 0 ? filled : next + found;
            if (found >= 0)
            {
                return;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer, clearArray: true);

    private void Require(long count)
    {
        if (count > Left)
        {
            throw new MalformedPictureException("it ends early");
        }
    }

    private async ValueTask FillAsync()
    {
        if (next < filled)
        {
            return;
        }

        (start, next) = (Position, 0);
        file.Position = start;
        filled = await file.ReadAsync(buffer.AsMemory(0, BufferBytes), cancel);
        if (filled == 0)
        {
            throw new MalformedPictureException("it ends early");
        }
    }
}
