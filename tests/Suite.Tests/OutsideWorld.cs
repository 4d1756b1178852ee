using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Netralitas.Suite.Tests;

/// <summary>Whoever the suite calls from itself: a provider of text messages, and receivers of webhooks, on loopback.</summary>
internal sealed class OutsideWorld : IAsyncDisposable
{
    /// <summary>A telephone number to which the provider never takes a message.</summary>
    internal const string NeverTaken = "+6281100000099";

    private readonly ConcurrentQueue<string> messages = new();
    private WebApplication? app;

    internal string Address { get; private set; } = "";

    /// <summary>The text messages that were taken, as they were posted.</summary>
    internal IEnumerable<string> Messages => messages;

    /// <summary>What the notifications service is given to call it.</summary>
    internal IEnumerable<(string Name, string Value)> Settings
    {
        get
        {
            const string Provider = "Notifications__Delivery__Providers__0__";
            yield return ("Notifications__Webhooks__AllowsPrivateAddresses", "true");
            yield return ("Notifications__Delivery__RetrySeconds__0", "0");
            yield return ($"{Provider}Name", "uji");
            yield return ($"{Provider}Url", $"{Address}sms");
            yield return ($"{Provider}Channels__0", "Sms");
            yield return ($"{Provider}Fields__to", "{{alamat}}");
            yield return ($"{Provider}Fields__text", "{{isi}}");
        }
    }

    internal async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.MapPost("/webhook", () => Results.Ok());
        app.MapPost("/sms", async (HttpRequest request) =>
        {
            var text = await new StreamReader(request.Body).ReadToEndAsync();
            if (text.Contains(NeverTaken[1..], StringComparison.Ordinal))
            {
                return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
            }

            messages.Enqueue(text);
            return Results.Json(new { id = Guid.NewGuid() });
        });
        await app.StartAsync();
        Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/";
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }
}
