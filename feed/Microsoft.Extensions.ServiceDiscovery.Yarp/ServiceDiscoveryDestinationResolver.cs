using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace Microsoft.Extensions.ServiceDiscovery.Yarp;

/// <summary>Turns each configured destination into one for each endpoint of the service that its address names.</summary>
internal sealed class ServiceDiscoveryDestinationResolver(ServiceEndpointResolver resolver, IOptions<ServiceDiscoveryOptions> options) : IDestinationResolver
{
    public async ValueTask<ResolvedDestinationCollection> ResolveDestinationsAsync(
        IReadOnlyDictionary<string, DestinationConfig> destinations, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(destinations.Select(one => ResolveAsync(one.Key, one.Value, cancellationToken))).ConfigureAwait(false);
        var resolved = found.SelectMany(one => one.Destinations).ToDictionary(one => one.Name, one => one.Config);
        return new ResolvedDestinationCollection(resolved, new CompositeChangeToken([.. found.Select(one => one.Changes)]));
    }

    private async Task<(IReadOnlyList<(string Name, DestinationConfig Config)> Destinations, IChangeToken Changes)> ResolveAsync(
        string name, DestinationConfig configured, CancellationToken cancellationToken)
    {
        var address = new Uri(configured.Address);
        var source = await resolver.GetEndpointsAsync(address.GetLeftPart(UriPartial.Authority), cancellationToken).ConfigureAwait(false);
        var destinations = source.Endpoints.Select(endpoint =>
        {
            var text = endpoint.ToString()!;
            var place = new Uri(text.Contains("://", StringComparison.Ordinal) ? text : $"{SchemeFor(address)}://{text}");

            // Host stays as configured, unset included: a short service name as Host misleads the server and its certificate.
            return ($"{name}[{text}]", configured with
            {
                Address = At(address, place),
                Health = string.IsNullOrEmpty(configured.Health) ? configured.Health : At(new Uri(configured.Health), place),
            });
        });
        return ([.. destinations], source.ChangeToken);
    }

    private static string At(Uri original, Uri place) =>
        new UriBuilder(original) { Scheme = place.Scheme, Host = place.Host, Port = place.Port }.Uri.ToString();

    private string SchemeFor(Uri address)
    {
        var asked = address.Scheme.Split('+');
        return options.Value.AllowAllSchemes
            ? asked[0]
            : asked.FirstOrDefault(scheme => options.Value.AllowedSchemes.Contains(scheme, StringComparer.OrdinalIgnoreCase)) ?? asked[0];
    }
}
