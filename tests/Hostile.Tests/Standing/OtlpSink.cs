using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Netralitas.Hostile.Tests.Standing;

/// <summary>An OTLP receiver on loopback that keeps every export as the bytes that came: traces, metrics and logs.</summary>
internal sealed class OtlpSink : IAsyncDisposable
{
    // A gRPC message of no bytes: no compression, length zero.
    private static readonly byte[] Nothing = new byte[5];

    private readonly ConcurrentQueue<(string Signal, byte[] Export)> exports = new();
    private WebApplication? app;

    internal string Address { get; private set; } = "";

    /// <summary>What was exported of a signal.</summary>
    /// <param name="signal">trace, metrics or logs.</param>
    internal IReadOnlyList<byte[]> Of(string signal) => [.. exports.Where(e => e.Signal == signal).Select(e => e.Export)];

    /// <summary>Puts bytes among the exports, as if they had come.</summary>
    internal void Plant(string signal, byte[] export) => exports.Enqueue((signal, export));

    internal async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        app = builder.Build();
        app.Run(TakeAsync);
        await app.StartAsync();
        Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }

    // Paths are /opentelemetry.proto.collector.<signal>.v1.<Signal>Service/Export.
    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        exports.Enqueue((context.Request.Path.Value!.Split('.') is [_, _, _, var signal, ..] ? signal : "unknown", body.ToArray()));
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(Nothing);
        context.Response.AppendTrailer("grpc-status", "0");
    }
}
