using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Netralitas.Services.Notifications.Tests.Support;

/// <summary>What was posted to a receiver.</summary>
internal sealed record Posted(IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    internal string Text => System.Text.Encoding.UTF8.GetString(Body);
}

/// <summary>A provider or a webhook's receiver on this machine, which answers as the test says.</summary>
internal sealed class HttpReceiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private HttpReceiver(WebApplication app, Uri address) => (this.app, Address) = (app, address);

    internal Uri Address { get; }

    internal ConcurrentQueue<Posted> Messages { get; } = [];

    /// <summary>Starts it.</summary>
    /// <param name="answer">What it answers: a status and a body. It may take its time.</param>
    /// <param name="port">Its port; 0 for any.</param>
    internal static async Task<HttpReceiver> StartAsync(Func<Posted, HttpContext, Task<(int Status, string Body)>> answer, int port = 0)
    {
        // Not from this folder, where the service's own settings lie.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = Path.GetTempPath() });
        builder.Logging.ClearProviders();
        var address = new Uri($"http://127.0.0.1:{(port == 0 ? FreePort.Next() : port)}/");
        builder.WebHost.UseUrls(address.ToString());
        var app = builder.Build();
        var receiver = new HttpReceiver(app, address);
        app.MapPost("/{**path}", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var posted = new Posted(context.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString()), body.ToArray());
            receiver.Messages.Enqueue(posted);
            var (status, text) = await answer(posted, context);
            context.Response.StatusCode = status;
            await context.Response.WriteAsync(text);
        });
        await app.StartAsync();
        return receiver;
    }

    internal static Task<HttpReceiver> AnsweringAsync(int status, string body = "") => StartAsync((_, _) => Task.FromResult((status, body)));

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await app.StopAsync(atOnce.Token);
        await app.DisposeAsync();
    }
}
