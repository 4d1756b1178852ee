using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.ServiceDiscovery;

/// <summary>Reads <c>services:&lt;name&gt;:&lt;endpoint&gt;:&lt;n&gt;</c>; environment variables spell it <c>services__name__endpoint__0</c>.</summary>
internal sealed class ConfigurationServiceEndpointProvider(
    ServiceEndpointQuery query,
    IConfiguration configuration,
    ConfigurationServiceEndpointProviderOptions options,
    IReadOnlyList<string> schemes) : IServiceEndpointProvider, IHostNameFeature
{
    public string HostName => query.ServiceName;

    public ValueTask PopulateAsync(IServiceEndpointBuilder endpoints, CancellationToken cancellationToken)
    {
        // An earlier provider has answered.
        if (endpoints.Endpoints.Count > 0)
        {
            return ValueTask.CompletedTask;
        }

        endpoints.AddChangeToken(configuration.GetReloadToken());
        var service = configuration.GetSection(options.SectionName).GetSection(query.ServiceName);
        var section = service.GetSection(query.EndpointName ?? schemes.FirstOrDefault(scheme => service.GetSection(scheme).Exists()) ?? "default");
        var values = section.Value is { } single ? [single] : section.GetChildren().Select(child => child.Value);

        var found = values.Where(value => !string.IsNullOrWhiteSpace(value)).Select(value => Parse(value!, section.Path)).ToList();

        // Of the schemes asked for only the best that is there is used: https+http never mixes the two.
        if (schemes.Count > 0)
        {
            found.RemoveAll(endpoint => Rank(endpoint) is null);
            var best = found.Where(endpoint => endpoint is UriEndPoint).Min(Rank);
            found.RemoveAll(endpoint => endpoint is UriEndPoint && Rank(endpoint) != best);
        }

        foreach (var endPoint in found)
        {
            var endpoint = ServiceEndpoint.Create(endPoint);
            if (options.ShouldApplyHostNameMetadata(endpoint))
            {
                endpoint.Features.Set<IHostNameFeature>(this);
            }

            endpoints.Endpoints.Add(endpoint);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static EndPoint Parse(string value, string path)
    {
        if (value.Contains("://", StringComparison.Ordinal))
        {
            return Uri.TryCreate(value, UriKind.Absolute, out var uri) ? new UriEndPoint(uri) : throw Invalid();
        }

        return HostAndPort.TryParse(value, out var endPoint) ? endPoint : throw Invalid();

        InvalidOperationException Invalid() => new($"The provided endpoint configuration, '{value}' in '{path}', is not valid.");
    }

    private int? Rank(EndPoint endPoint)
    {
        // Without a scheme of its own an endpoint takes the caller's.
        if (endPoint is not UriEndPoint { Uri.Scheme: var scheme })
        {
            return 0;
        }

        for (var i = 0; i < schemes.Count; i++)
        {
            if (string.Equals(schemes[i], scheme, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return null;
    }
}

internal sealed class ConfigurationServiceEndpointProviderFactory(
    IConfiguration configuration,
    IOptions<ConfigurationServiceEndpointProviderOptions> options,
    IOptions<ServiceDiscoveryOptions> discovery) : IServiceEndpointProviderFactory
{
    public bool TryCreateProvider(ServiceEndpointQuery query, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IServiceEndpointProvider? provider)
    {
        provider = new ConfigurationServiceEndpointProvider(query, configuration, options.Value, discovery.Value.Permit(query.IncludedSchemes));
        return true;
    }
}
