using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null,
        bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        var resource = source.Resource;
        connectionName ??= resource.Name;
        return builder.WithReferenceRelationship(resource).WithEnvironment(context =>
        {
            var variable = resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{connectionName}";
            context.EnvironmentVariables[variable] = new ConnectionStringReference(resource, optional);
            var prefix = connectionName.Length == 0 ? "" : $"{VariableName(connectionName)}_";
            foreach (var (property, value) in resource.GetConnectionProperties())
            {
                context.EnvironmentVariables[$"{prefix}{property.ToUpperInvariant()}"] = value;
            }
        });
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment => builder.DiscoverBy(source.Resource, name: null, endpointName: null);

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source, string name)
        where TDestination : IResourceWithEnvironment => builder.DiscoverBy(source.Resource, name, endpointName: null);

    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment =>
        builder.DiscoverBy(endpointReference.Resource, name: null, endpointReference.EndpointName);

    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, string name, Uri uri)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(uri);
        return !uri.IsAbsoluteUri || uri.AbsolutePath != "/"
            ? throw new InvalidOperationException("The uri for service reference must be absolute and its absolute path must be \"/\".")
            : builder.WithEnvironment($"services__{name}__default__0", uri.ToString());
    }

    public static IResourceBuilder<T> WithReferenceRelationship<T>(this IResourceBuilder<T> builder, IResource resource)
        where T : IResource => builder.WithRelationship(resource, "Reference");

    public static IResourceBuilder<T> WithReferenceRelationship<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> resourceBuilder)
        where T : IResource => builder.WithRelationship(resourceBuilder.Resource, "Reference");

    public static IResourceBuilder<T> WithParentRelationship<T>(this IResourceBuilder<T> builder, IResource parent)
        where T : IResource => builder.WithRelationship(parent, "Parent");

    public static IResourceBuilder<T> WithParentRelationship<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> parent)
        where T : IResource => builder.WithRelationship(parent.Resource, "Parent");

    public static IResourceBuilder<T> WithRelationship<T>(this IResourceBuilder<T> builder, IResource resource, string type)
        where T : IResource => builder.WithAnnotation(new ResourceRelationshipAnnotation(resource, type));

    public static ReferenceExpression GetConnectionProperty(this IResourceWithConnectionString resource, string key) =>
        resource.GetConnectionProperties().FirstOrDefault(p => string.Equals(p.Key, key, StringComparison.OrdinalIgnoreCase)).Value ?? ReferenceExpression.Empty;

    // One annotation for each referenced resource and name: a second call adds endpoints to the first.
    private static IResourceBuilder<T> DiscoverBy<T>(this IResourceBuilder<T> builder, IResourceWithEndpoints target, string? name, string? endpointName)
        where T : IResourceWithEnvironment
    {
        var reference = builder.Resource.Annotations.OfType<ServiceReferenceAnnotation>().SingleOrDefault(r => r.Resource == target && r.Name == name);
        if (reference is null)
        {
            reference = new(target, name);
            var gathered = reference;
            builder.WithAnnotation(reference).WithEnvironment(context => GiveEndpoints(context, gathered));
        }

        if (endpointName is null)
        {
            reference.AllEndpoints = true;
        }
        else
        {
            reference.EndpointNames.Add(endpointName);
        }

        return builder.WithReferenceRelationship(target);
    }

    private static void GiveEndpoints(EnvironmentCallbackContext context, ServiceReferenceAnnotation reference)
    {
        var service = reference.Name ?? reference.Resource.Name;
        var prefix = reference.Name is null ? VariableName(service) : InvalidInVariable().Replace(service, "_");
        foreach (var endpoint in reference.Resource.GetEndpoints().Where(e => reference.AllEndpoints || reference.EndpointNames.Contains(e.EndpointName)))
        {
            context.EnvironmentVariables[$"{prefix}_{VariableName(endpoint.EndpointName)}"] = endpoint;

            // The genuine package gives its proxy's address only; without a proxy each replica is named.
            for (var replica = 0; replica < reference.Resource.GetReplicaCount(); replica++)
            {
                context.EnvironmentVariables[$"services__{service}__{endpoint.EndpointName}__{replica}"] = new ReplicaAddress(endpoint, replica);
            }
        }
    }

    private static string VariableName(string name) => InvalidInVariable().Replace(name, "_").ToUpperInvariant();

    [GeneratedRegex("[^A-Za-z0-9_]|^(?=[0-9])")]
    private static partial Regex InvalidInVariable();
}
