namespace Microsoft.Extensions.ServiceDiscovery;

public sealed class ServiceDiscoveryOptions
{
    /// <summary>Whether every scheme that a caller asks for may be used; if not, only <see cref="AllowedSchemes"/>.</summary>
    public bool AllowAllSchemes { get; set; } = true;

    public TimeSpan RefreshPeriod { get; set; } = TimeSpan.FromSeconds(60);

    public IList<string> AllowedSchemes { get; set; } = [];

    /// <summary>The schemes of an endpoint that may be used, best first; empty is no limit.</summary>
    internal IReadOnlyList<string> Permit(IReadOnlyList<string> asked) => AllowAllSchemes
        ? asked
        : asked.Count == 0 ? [.. AllowedSchemes] : [.. asked.Where(scheme => AllowedSchemes.Contains(scheme, StringComparer.OrdinalIgnoreCase))];
}

public sealed class ConfigurationServiceEndpointProviderOptions
{
    public string SectionName { get; set; } = "Services";

    public Func<ServiceEndpoint, bool> ShouldApplyHostNameMetadata { get; set; } = _ => false;
}
