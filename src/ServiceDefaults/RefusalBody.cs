using Microsoft.AspNetCore.Http;

namespace Netralitas.ServiceDefaults;

/// <summary>The body of an answer: passed on as it comes, but for that of a refusal, which is held back to be worded.</summary>
internal sealed class RefusalBody(HttpResponse response, Stream body) : Stream
{
    // A refusal is far smaller; what is larger is none of ours.
    private const int MostHeld = 256 * 1024;

    private readonly MemoryStream held = new();

    /// <summary>What was held back.</summary>
    internal ReadOnlyMemory<byte> Written => held.GetBuffer().AsMemory(0, (int)held.Length);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    private bool IsHeldBack => !response.HasStarted && response.StatusCode >= StatusCodes.Status400BadRequest && !ProblemMiddleware.IsProblem(response);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!IsHeldBack)
        {
            return body.WriteAsync(buffer, cancellationToken);
        }

        Hold(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (IsHeldBack)
        {
            Hold(buffer.AsSpan(offset, count));
        }
        else
        {
            body.Write(buffer, offset, count);
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => IsHeldBack ? Task.CompletedTask : body.FlushAsync(cancellationToken);

    public override void Flush()
    {
        if (!IsHeldBack)
        {
            body.Flush();
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        held.Dispose();
        base.Dispose(disposing);
    }

    private void Hold(ReadOnlySpan<byte> bytes)
    {
        if (held.Length + bytes.Length <= MostHeld)
        {
            held.Write(bytes);
        }
    }
}
