using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Microsoft.Extensions.ServiceDiscovery;

/// <summary>Finds the endpoints of a service by asking each provider in turn.</summary>
public sealed class ServiceEndpointResolver : IAsyncDisposable
{
    private readonly IServiceEndpointProviderFactory[] factories;
    private bool disposed;

    internal ServiceEndpointResolver(IEnumerable<IServiceEndpointProviderFactory> factories) => this.factories = [.. factories];

    public async ValueTask<ServiceEndpointSource> GetEndpointsAsync(string serviceName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(serviceName);
        ObjectDisposedException.ThrowIf(disposed, this);
        if (!ServiceEndpointQuery.TryParse(serviceName, out var query))
        {
            throw new InvalidOperationException($"No provider which supports the provided service name, '{serviceName}', has been configured.");
        }

        var builder = new Builder();
        var asked = false;
        foreach (var factory in factories)
        {
            if (factory.TryCreateProvider(query, out var provider))
            {
                asked = true;
                await using (provider.ConfigureAwait(false))
                {
                    await provider.PopulateAsync(builder, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        return asked
            ? new ServiceEndpointSource(builder.List, new CompositeChangeToken(builder.Tokens), builder.Features)
            : throw new InvalidOperationException($"No provider which supports the provided service name, '{serviceName}', has been configured.");
    }

    public ValueTask DisposeAsync()
    {
        disposed = true;
        return ValueTask.CompletedTask;
    }

    private sealed class Builder : IServiceEndpointBuilder
    {
        public List<ServiceEndpoint> List { get; } = [];

        public List<IChangeToken> Tokens { get; } = [];

        public IList<ServiceEndpoint> Endpoints => List;

        public IFeatureCollection Features { get; } = new FeatureCollection();

        public void AddChangeToken(IChangeToken changeToken) => Tokens.Add(changeToken);
    }
}
