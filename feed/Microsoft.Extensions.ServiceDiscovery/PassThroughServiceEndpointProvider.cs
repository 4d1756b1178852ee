using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Microsoft.Extensions.ServiceDiscovery;

/// <summary>Answers last: the name itself, for DNS or an orchestrator to resolve.</summary>
internal sealed class PassThroughServiceEndpointProvider(EndPoint endPoint) : IServiceEndpointProvider
{
    public ValueTask PopulateAsync(IServiceEndpointBuilder endpoints, CancellationToken cancellationToken)
    {
        if (endpoints.Endpoints.Count == 0)
        {
            endpoints.Endpoints.Add(ServiceEndpoint.Create(endPoint));
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

internal sealed class PassThroughServiceEndpointProviderFactory : IServiceEndpointProviderFactory
{
    public bool TryCreateProvider(ServiceEndpointQuery query, [NotNullWhen(true)] out IServiceEndpointProvider? provider)
    {
        provider = HostAndPort.TryParse(query.ServiceName, out var endPoint) ? new PassThroughServiceEndpointProvider(endPoint) : null;
        return provider is not null;
    }
}

internal static class HostAndPort
{
    public static bool TryParse(string value, [NotNullWhen(true)] out EndPoint? endPoint)
    {
        endPoint = null;
        if (!Uri.TryCreate($"none://{value}", UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            return false;
        }

        var port = Math.Max(uri.Port, 0);
        endPoint = IPAddress.TryParse(uri.Host, out var address) ? new IPEndPoint(address, port) : new DnsEndPoint(uri.Host, port);
        return true;
    }
}
