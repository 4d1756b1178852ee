using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Netralitas.Testing;

namespace Netralitas.Notifications.Bench;

/// <summary>A provider of text messages, and the receivers of webhooks, on this machine.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private long taken;

    private Receiver(WebApplication app, Uri address) => (this.app, Address) = (app, address);

    internal Uri Address { get; }

    /// <summary>Text messages that were taken.</summary>
    internal long Taken => Interlocked.Read(ref taken);

    /// <summary>Is given each webhook message with the number of its receiver, and waited for.</summary>
    internal Func<int, string, CancellationToken, Task> OnWebhook { get; set; } = (_, _, _) => Task.CompletedTask;

    internal static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = Path.GetTempPath() });
        builder.Logging.ClearProviders();
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}/");
        builder.WebHost.UseUrls(address.ToString());
        var app = builder.Build();
        var receiver = new Receiver(app, address);
        app.MapPost("/sms", async (HttpContext context) =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            await context.Response.WriteAsync($$"""{"id":"{{Interlocked.Increment(ref receiver.taken)}}"}""");
        });
        app.MapPost("/webhook/{subscriber:int}", async (int subscriber, HttpContext context) =>
        {
            using var body = new StreamReader(context.Request.Body);
            await receiver.OnWebhook(subscriber, await body.ReadToEndAsync(), context.RequestAborted);
        });
        await app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await app.StopAsync(atOnce.Token);
        await app.DisposeAsync();
    }
}
