using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.Net.ClientFactory;

/// <summary>One channel for each name, as channels are dear and clients are cheap.</summary>
internal sealed class ChannelCache(
    IServiceProvider services,
    IHttpMessageHandlerFactory handlers,
    IOptionsMonitor<GrpcClientFactoryOptions> clientOptions,
    IOptionsMonitor<HttpClientFactoryOptions> httpOptions,
    ILoggerFactory loggers) : IDisposable
{
    private readonly ConcurrentDictionary<(string Name, Type Type), Lazy<(GrpcChannel Channel, CallInvoker Invoker)>> channels = new();

    public CallInvoker InvokerFor(string name, Type clientType) =>
        channels.GetOrAdd((name, clientType), key => new(() => Create(key.Name, key.Type))).Value.Invoker;

    public void Dispose()
    {
        foreach (var made in channels.Values.Where(made => made.IsValueCreated))
        {
            made.Value.Channel.Dispose();
        }
    }

    public static CallInvoker Intercept(CallInvoker invoker, GrpcClientFactoryOptions options, InterceptorScope scope, IServiceProvider provider) =>
        invoker.Intercept([.. options.InterceptorRegistrations.Where(one => one.Scope == scope).Select(one => one.Creator(provider))]);

    private (GrpcChannel Channel, CallInvoker Invoker) Create(string name, Type clientType)
    {
        // A channel is given a handler, not an HttpClient, so such settings would be lost without a word.
        if (httpOptions.Get(name).HttpClientActions.Count > 0)
        {
            throw new InvalidOperationException($"The ConfigureHttpClient method is not supported when creating gRPC clients. Unable to create client with name '{name}'.");
        }

        var options = clientOptions.Get(name);
        var channelOptions = new GrpcChannelOptions
        {
            HttpHandler = handlers.CreateHandler(name),
            LoggerFactory = loggers,
            ServiceProvider = services,
        };
        foreach (var configure in options.ChannelOptionsActions)
        {
            configure(channelOptions);
        }

        var address = options.Address ?? throw new InvalidOperationException(
            $"Could not resolve the address for gRPC client '{name}'. Set an address when registering the client: services.AddGrpcClient<{clientType.Name}>(o => o.Address = new Uri(\"https://localhost:5001\"))");
        var channel = GrpcChannel.ForAddress(address, channelOptions);
        return (channel, Intercept(channel.CreateCallInvoker(), options, InterceptorScope.Channel, services));
    }
}
