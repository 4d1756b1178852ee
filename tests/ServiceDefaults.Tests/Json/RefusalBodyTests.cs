using Microsoft.AspNetCore.Http;

namespace Netralitas.ServiceDefaults.Tests.Json;

/// <summary>What stands between an answer and its connection.</summary>
public sealed class RefusalBodyTests : IDisposable
{
    private readonly MemoryStream sent = new();
    private readonly StreamResponseBodyFeature connection;
    private readonly DefaultHttpContext http = new();

    public RefusalBodyTests() => connection = new StreamResponseBodyFeature(sent);

    public void Dispose() => sent.Dispose();

    [Fact]
    public async Task What_is_written_at_the_end_leaves_with_the_end_in_one_piece()
    {
        await using var body = new RefusalBody(http.Response, connection);
        body.End();

        await body.WriteAsync(Bytes(60_000, 1));
        await body.FlushAsync();

        Assert.Equal(0, sent.Length);
        await connection.CompleteAsync();
        Assert.Equal(Bytes(60_000, 1), sent.ToArray());
    }

    [Fact]
    public async Task What_is_more_than_that_leaves_at_the_pace_of_its_reader_and_in_its_order()
    {
        await using var body = new RefusalBody(http.Response, connection);
        body.End();

        await body.WriteAsync(Bytes(60_000, 1));
        await body.WriteAsync(Bytes(10_000, 2));
        Assert.Equal(70_000, sent.Length);
        await body.WriteAsync(Bytes(5, 3));
        await connection.CompleteAsync();

        Assert.Equal([.. Bytes(60_000, 1), .. Bytes(10_000, 2), .. Bytes(5, 3)], sent.ToArray());
    }

    [Fact]
    public async Task What_is_written_before_the_end_leaves_at_once_and_a_refusal_is_held_back()
    {
        await using var body = new RefusalBody(http.Response, connection);

        await body.WriteAsync(Bytes(3, 1));
        Assert.Equal(3, sent.Length);

        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        await body.WriteAsync(Bytes(7, 2));
        await connection.CompleteAsync();
        Assert.Equal((3, Convert.ToHexString(Bytes(7, 2))), (sent.Length, Convert.ToHexString(body.Written.Span)));
    }

    private static byte[] Bytes(int count, byte value) => [.. Enumerable.Repeat(value, count)];
}
