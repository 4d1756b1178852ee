using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.ServiceDiscovery;

namespace Microsoft.Extensions.DependencyInjection;

public static class ServiceDiscoveryServiceCollectionExtensions
{
    public static IServiceCollection AddServiceDiscovery(this IServiceCollection services) => services.AddServiceDiscovery(_ => { });

    public static IServiceCollection AddServiceDiscovery(this IServiceCollection services, Action<ServiceDiscoveryOptions> configureOptions) =>
        services.AddServiceDiscoveryCore(configureOptions).AddConfigurationServiceEndpointProvider().AddPassThroughServiceEndpointProvider();

    public static IServiceCollection AddServiceDiscoveryCore(this IServiceCollection services) => services.AddServiceDiscoveryCore(_ => { });

    public static IServiceCollection AddServiceDiscoveryCore(this IServiceCollection services, Action<ServiceDiscoveryOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configureOptions);
        services.AddOptions().AddLogging();
        services.TryAddSingleton(provider => new ServiceEndpointResolver(provider.GetServices<IServiceEndpointProviderFactory>()));
        services.Configure(configureOptions);
        return services;
    }

    public static IServiceCollection AddConfigurationServiceEndpointProvider(this IServiceCollection services) =>
        services.AddConfigurationServiceEndpointProvider(_ => { });

    public static IServiceCollection AddConfigurationServiceEndpointProvider(
        this IServiceCollection services, Action<ConfigurationServiceEndpointProviderOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configureOptions);
        services.AddServiceDiscoveryCore();
        services.AddSingleton<IServiceEndpointProviderFactory, ConfigurationServiceEndpointProviderFactory>();
        services.Configure(configureOptions);
        return services;
    }

    public static IServiceCollection AddPassThroughServiceEndpointProvider(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddServiceDiscoveryCore();
        services.AddSingleton<IServiceEndpointProviderFactory, PassThroughServiceEndpointProviderFactory>();
        return services;
    }
}
