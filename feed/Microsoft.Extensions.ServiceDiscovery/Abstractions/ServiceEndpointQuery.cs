using System.Diagnostics.CodeAnalysis;

namespace Microsoft.Extensions.ServiceDiscovery;

/// <summary>What a caller asks for: <c>scheme+scheme://_endpoint.service</c>, of which only the service is needed.</summary>
public sealed class ServiceEndpointQuery
{
    private readonly string original;

    private ServiceEndpointQuery(string original, string[] includedSchemes, string serviceName, string? endpointName)
    {
        this.original = original;
        IncludedSchemes = includedSchemes;
        ServiceName = serviceName;
        EndpointName = endpointName;
    }

    public IReadOnlyList<string> IncludedSchemes { get; }

    public string ServiceName { get; }

    public string? EndpointName { get; }

    public static bool TryParse(string input, [NotNullWhen(true)] out ServiceEndpointQuery? query)
    {
        query = null;
        if (string.IsNullOrWhiteSpace(input))
        {
            return false;
        }

        // A bare name is no URI; a scheme of no meaning makes it one that can be taken apart.
        var hasScheme = input.Contains("://", StringComparison.Ordinal);
        if (!Uri.TryCreate(hasScheme ? input : $"none://{input}", UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            return false;
        }

        var host = uri.Host;
        string? endpoint = null;
        var dot = host.IndexOf('.', StringComparison.Ordinal);
        if (host[0] == '_' && dot > 1 && dot < host.Length - 1)
        {
            endpoint = host[1..dot];
            host = host[(dot + 1)..];
        }

        query = new ServiceEndpointQuery(input, hasScheme ? uri.Scheme.Split('+') : [], uri.IsDefaultPort ? host : $"{host}:{uri.Port}", endpoint);
        return true;
    }

    public override string? ToString() => original;
}
