using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Microsoft.Extensions.ServiceDiscovery;

/// <summary>Adds the endpoints that it knows of one service.</summary>
public interface IServiceEndpointProvider : IAsyncDisposable
{
    ValueTask PopulateAsync(IServiceEndpointBuilder endpoints, CancellationToken cancellationToken);
}

public interface IServiceEndpointProviderFactory
{
    bool TryCreateProvider(ServiceEndpointQuery query, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IServiceEndpointProvider? provider);
}

public interface IServiceEndpointBuilder
{
    IList<ServiceEndpoint> Endpoints { get; }

    IFeatureCollection Features { get; }

    void AddChangeToken(IChangeToken changeToken);
}

/// <summary>The host name to send to an endpoint that is an address.</summary>
public interface IHostNameFeature
{
    string HostName { get; }
}
