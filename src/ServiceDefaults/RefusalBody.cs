using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Netralitas.ServiceDefaults;

/// <summary>The body of an answer: passed on as it comes, but for that of a refusal, which is held back to be worded.</summary>
internal sealed class RefusalBody(HttpResponse response, IHttpResponseBodyFeature body) : Stream
{
    // A refusal is far smaller; what is larger is none of ours.
    private const int MostHeld = 256 * 1024;

    // More than this is passed on at the pace of its reader.
    private const int MostAtEnd = 64 * 1024;

    private readonly MemoryStream held = new();

    private bool isEnding;
    private int atEnd;

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

    /// <summary>The call is over: what is written from now on leaves together with the answer's end.</summary>
    internal void End() => isEnding = true;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!IsHeldBack)
        {
            return isEnding ? AppendAsync(buffer, cancellationToken) : body.Stream.WriteAsync(buffer, cancellationToken);
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
            body.Stream.Write(buffer, offset, count);
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => IsHeldBack || isEnding ? Task.CompletedTask : body.Stream.FlushAsync(cancellationToken);

    public override void Flush()
    {
        if (!IsHeldBack)
        {
            body.Stream.Flush();
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

    // By the writer alone, so that what goes at the pace of the reader goes behind what was held for the end.
    private async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        body.Writer.Write(bytes.Span);
        atEnd += bytes.Length;
        if (atEnd > MostAtEnd)
        {
            await body.Writer.FlushAsync(cancel);
        }
    }

    private void Hold(ReadOnlySpan<byte> bytes)
    {
        if (held.Length + bytes.Length <= MostHeld)
        {
            held.Write(bytes);
        }
    }
}
