using System.Net;

namespace Microsoft.Extensions.ServiceDiscovery.Http;

/// <summary>Sends each request to an endpoint of the service that its URI names, in turn.</summary>
internal sealed class ServiceDiscoveryHandler(ServiceEndpointResolver resolver) : DelegatingHandler
{
    private int turn = -1;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = request.RequestUri ?? throw new InvalidOperationException("Request URI must not be null");
        var source = await resolver.GetEndpointsAsync(asked.GetLeftPart(UriPartial.Authority), cancellationToken).ConfigureAwait(false);
        if (source.Endpoints.Count == 0)
        {
            throw new InvalidOperationException($"Unable to resolve any endpoints for service '{asked.GetLeftPart(UriPartial.Authority)}'.");
        }

        var endpoint = source.Endpoints[(int)((uint)Interlocked.Increment(ref turn) % (uint)source.Endpoints.Count)];
        request.RequestUri = With(asked, endpoint.EndPoint);
        request.Headers.Host ??= endpoint.Features.Get<IHostNameFeature>()?.HostName;
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // The caller, and a retry above this handler, see the request as they made it.
            request.RequestUri = asked;
        }
    }

    private static Uri With(Uri asked, EndPoint endPoint)
    {
        var (scheme, host, port) = endPoint switch
        {
            UriEndPoint { Uri: var uri } => (uri.Scheme, uri.Host, uri.Port),
            DnsEndPoint dns => (null, dns.Host, dns.Port),
            IPEndPoint ip => (null, ip.Address.ToString(), ip.Port),
            _ => throw new InvalidOperationException($"Endpoints of type {endPoint.GetType()} are not supported"),
        };
        var path = endPoint is UriEndPoint { Uri.AbsolutePath: { Length: > 1 } prefix } ? prefix.TrimEnd('/') + asked.AbsolutePath : asked.AbsolutePath;

        // Of a list such as https+http the first is meant where the endpoint has no scheme of its own.
        return new UriBuilder(asked)
        {
            Scheme = scheme ?? asked.Scheme.Split('+')[0],
            Host = host,
            Port = port > 0 ? port : -1,
            Path = path,
        }.Uri;
    }
}
