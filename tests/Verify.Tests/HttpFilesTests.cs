using System.Net;
using Netralitas.Testing;
using Netralitas.TransparencyLog.Monitoring;

namespace Netralitas.Verify.Tests;

/// <summary>A reader of a log over HTTP, at a server that does not give everything at once.</summary>
public sealed class HttpFilesTests : IDisposable
{
    private readonly HttpListener server = new();
    private readonly Uri address = new($"http://localhost:{FreePort.Next()}/log/");

    public HttpFilesTests()
    {
        server.Prefixes.Add(address.ToString());
        server.Start();
    }

    [Fact]
    public async Task Who_is_told_to_come_again_in_a_while_does_and_gets_the_file()
    {
        var answering = AnswerAsync(HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests, HttpStatusCode.OK);
        using var files = new HttpFiles(address);

        var read = await files.TryReadAsync("checkpoint", CancellationToken.None);

        await answering;
        Assert.Equal("isi"u8.ToArray(), read!.Value.ToArray());
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task What_a_pause_does_not_mend_is_a_failure_at_once(HttpStatusCode status)
    {
        var answering = AnswerAsync(status);
        using var files = new HttpFiles(address);

        await Assert.ThrowsAsync<HttpRequestException>(() => files.TryReadAsync("checkpoint", CancellationToken.None));

        await answering;
    }

    public void Dispose() => server.Close();

    private async Task AnswerAsync(params HttpStatusCode[] statuses)
    {
        foreach (var status in statuses)
        {
            var call = await server.GetContextAsync().WaitAsync(TimeSpan.FromSeconds(60));
            call.Response.StatusCode = (int)status;
            call.Response.Headers["Retry-After"] = "0";
            await call.Response.OutputStream.WriteAsync("isi"u8.ToArray());
            call.Response.Close();
        }
    }
}
