using Microsoft.AspNetCore.Http;

namespace Netralitas.ServiceDefaults;

/// <summary>A JSON body of at most <see cref="ServiceDefaults.MaxMessageBytes"/>, as gRPC messages are; other bodies are for their endpoints to limit.</summary>
internal sealed class LimitedBody : Stream
{
    private readonly Stream body;
    private long left = ServiceDefaults.MaxMessageBytes;

    private LimitedBody(Stream body, bool isExceeded)
    {
        this.body = body;
        IsExceeded = isExceeded;
    }

    /// <summary>Whether more was sent than is read.</summary>
    internal bool IsExceeded { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Limits the body of a request.</summary>
    internal static LimitedBody Over(HttpRequest request)
    {
        var isJson = request.HasJsonContentType();
        var limited = new LimitedBody(request.Body, isJson && request.ContentLength > ServiceDefaults.MaxMessageBytes);
        if (isJson)
        {
            request.Body = limited;
        }

        return limited;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await body.ReadAsync(buffer, cancellationToken);
        left -= read;
        IsExceeded |= left < 0;
        return IsExceeded ? throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge) : read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Bodies are read without waiting.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
