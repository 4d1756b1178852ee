namespace Netralitas.Gateway.Traffic;

/// <summary>The body of a call that is no stream, read before it is passed on: so it can wait without holding its connection up, and be sent again. In memory alone.</summary>
/// <param name="Content">The body; its beginning when it is not whole.</param>
/// <param name="IsWhole">Whether it is held whole: a larger one is passed on as it comes, once.</param>
internal sealed record HeldBody(ReadOnlyMemory<byte> Content, bool IsWhole)
{
    private const int Most = 64 * 1024;
    private const int First = 4 * 1024;

    /// <summary>Reads a body as far as it is held, and gives the call what was read in its place.</summary>
    internal static async Task<HeldBody> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength is > Most)
        {
            return new HeldBody(default, false);
        }

        var body = request.Body;
        var buffer = new byte[(int)Math.Min(Most, (request.ContentLength ?? First) + 1)];
        var length = 0;
        int read;
        while (length < buffer.Length && (read = await body.ReadAsync(buffer.AsMemory(length), cancel)) > 0)
        {
            length += read;
            if (length == buffer.Length && length < Most)
            {
                Array.Resize(ref buffer, Math.Min(Most, 2 * length));
            }
        }

        var held = new HeldBody(buffer.AsMemory(0, length), length < buffer.Length);
        request.Body = held.IsWhole ? held.Open() : new Continued(held.Open(), body);
        return held;
    }

    /// <summary>The body from its beginning.</summary>
    internal Stream Open() => new ReadOnlyStream(Content);

    private class ReadOnlyStream(ReadOnlyMemory<byte> content) : Stream
    {
        private int position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = Math.Min(buffer.Length, content.Length - position);
            content.Span.Slice(position, read).CopyTo(buffer);
            position += read;
            return read;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    /// <summary>What was read, and then what is still to come.</summary>
    private sealed class Continued(Stream beginning, Stream rest) : ReadOnlyStream(default)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await beginning.ReadAsync(buffer, cancellationToken) is > 0 and var read ? read : await rest.ReadAsync(buffer, cancellationToken);

        public override int Read(Span<byte> buffer) => throw new NotSupportedException("Bodies are read without waiting.");
    }
}
