using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Microsoft.Extensions.ServiceDiscovery;

/// <summary>The endpoints of a service, and how long they hold.</summary>
public sealed class ServiceEndpointSource
{
    private readonly List<ServiceEndpoint>? endpoints;

    public ServiceEndpointSource(List<ServiceEndpoint>? endpoints, IChangeToken changeToken, IFeatureCollection features)
    {
        ArgumentNullException.ThrowIfNull(changeToken);
        ArgumentNullException.ThrowIfNull(features);
        this.endpoints = endpoints;
        ChangeToken = changeToken;
        Features = features;
    }

    public IReadOnlyList<ServiceEndpoint> Endpoints => endpoints ?? (IReadOnlyList<ServiceEndpoint>)[];

    public IChangeToken ChangeToken { get; }

    public IFeatureCollection Features { get; }

    public override string ToString() => $"[{string.Join(", ", Endpoints)}]";
}
