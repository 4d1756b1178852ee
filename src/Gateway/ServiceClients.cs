using System.Net.Sockets;
using Netralitas.ServiceDefaults;
using Yarp.ReverseProxy.Configuration;

namespace Netralitas.Gateway;

/// <summary>How the gateway reaches services: what it passes on, and what it asks itself.</summary>
internal static class ServiceClients
{
    /// <summary>The clusters, reached as the settings say.</summary>
    internal static IReadOnlyList<ClusterConfig> Over(this ServiceTls tls, IReadOnlyList<ClusterConfig> clusters) => [.. clusters.Select(cluster => cluster with
    {
        Destinations = cluster.Destinations!.ToDictionary(one => one.Key, one => one.Value with { Address = tls.Secured(one.Value.Address) }),
    })];

    /// <summary>Where a service is, for a client of the gateway's own.</summary>
    internal static Uri AddressOf(this ServiceTls tls, string service) => new(tls.Secured($"http://_grpc.{service}"));

    /// <summary>A client that finds the service by its name, keeps to the settings, and gives up a connection on which nothing comes back.</summary>
    internal static void OverSilence(this IHttpClientBuilder client, ServiceTls tls) => client
        .ConfigurePrimaryHttpMessageHandler(() =>
        {
            var handler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true, UseProxy = false, UseCookies = false, ConnectCallback = ConnectAsync };
            handler.NoticeSilence();
            tls.Apply(handler);
            return handler;
        })
        .AddServiceDiscovery();

    // With a callback of its own a channel of gRPC leaves connecting to the handler, where the service is found; without one it looks the service's name up in DNS.
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
