using System.Net;
using Microsoft.AspNetCore.Http.Features;

namespace Microsoft.Extensions.ServiceDiscovery;

/// <summary>One place where a service listens.</summary>
public abstract class ServiceEndpoint
{
    public abstract EndPoint EndPoint { get; }

    public abstract IFeatureCollection Features { get; }

    public static ServiceEndpoint Create(EndPoint endPoint, IFeatureCollection? features = null)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        return new Implementation(endPoint, features ?? new FeatureCollection());
    }

    private sealed class Implementation(EndPoint endPoint, IFeatureCollection features) : ServiceEndpoint
    {
        public override EndPoint EndPoint { get; } = endPoint;

        public override IFeatureCollection Features { get; } = features;

        // What a URI can take: no address family, no port where there is none.
        public override string? ToString() => EndPoint switch
        {
            DnsEndPoint { Port: 0 } dns => dns.Host,
            DnsEndPoint dns => $"{dns.Host}:{dns.Port}",
            IPEndPoint { Port: 0 } ip => new UriBuilder(Uri.UriSchemeHttp, ip.Address.ToString()).Host,
            _ => EndPoint.ToString(),
        };
    }
}

/// <summary>An endpoint that configuration gives with its scheme.</summary>
internal sealed class UriEndPoint(Uri uri) : EndPoint
{
    public Uri Uri { get; } = uri;

    public override bool Equals(object? obj) => obj is UriEndPoint other && Uri.Equals(other.Uri);

    public override int GetHashCode() => Uri.GetHashCode();

    public override string ToString() => Uri.ToString();
}
