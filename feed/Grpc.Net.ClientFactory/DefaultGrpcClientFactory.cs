using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Grpc.Net.ClientFactory;

/// <summary>Transient, so that per-client interceptors and call options come from the caller's scope.</summary>
internal sealed class DefaultGrpcClientFactory(
    IServiceProvider services, ChannelCache channels, ClientRegistry registry, IOptionsMonitor<GrpcClientFactoryOptions> monitor) : GrpcClientFactory
{
    public override TClient CreateClient<TClient>(string name)
    {
        if (!registry.Contains(name))
        {
            throw new InvalidOperationException($"No gRPC client configured with name '{name}'.");
        }

        var options = monitor.Get(name);
        var invoker = channels.InvokerFor(name, typeof(TClient));
        if (options.CallOptionsActions.Count > 0)
        {
            invoker = new CallOptionsInvoker(invoker, options.CallOptionsActions, services);
        }

        invoker = ChannelCache.Intercept(invoker, options, InterceptorScope.Client, services);
        if (options.Creator is null)
        {
            return ActivatorUtilities.CreateInstance<TClient>(services, invoker);
        }

        return options.Creator(invoker) as TClient
            ?? throw new InvalidOperationException($"The configured gRPC client creator did not return a client of type '{typeof(TClient).FullName}'.");
    }

    private sealed class CallOptionsInvoker(CallInvoker inner, IList<Action<CallOptionsContext>> actions, IServiceProvider services) : CallInvoker
    {
        public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
            inner.BlockingUnaryCall(method, host, Configured(options), request);

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
            inner.AsyncUnaryCall(method, host, Configured(options), request);

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
            inner.AsyncServerStreamingCall(method, host, Configured(options), request);

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) =>
            inner.AsyncClientStreamingCall(method, host, Configured(options));

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) =>
            inner.AsyncDuplexStreamingCall(method, host, Configured(options));

        private CallOptions Configured(CallOptions options)
        {
            var context = new CallOptionsContext(options, services);
            foreach (var configure in actions)
            {
                configure(context);
            }

            return context.CallOptions;
        }
    }
}
