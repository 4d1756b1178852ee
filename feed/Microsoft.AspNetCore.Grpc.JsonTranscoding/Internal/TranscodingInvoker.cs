using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Grpc.JsonTranscoding.Internal;

/// <summary>Calls an RPC's method through the interceptors of its service.</summary>
internal sealed class TranscodingInvoker<TService>(IGrpcServiceActivator<TService> services, IReadOnlyList<InterceptorRegistration> interceptors)
    where TService : class
{
    // The last one first: each is put around those behind it.
    private readonly (InterceptorRegistration Registration, Type Activator)[] chain =
        [.. interceptors.Reverse().Select(registration => (registration, typeof(IGrpcInterceptorActivator<>).MakeGenericType(registration.Type)))];

    internal Task<TResponse> InvokeAsync<TRequest, TResponse>(
        global::Grpc.AspNetCore.Server.Model.UnaryServerMethod<TService, TRequest, TResponse> method, TRequest request, TranscodingCallContext call)
        where TRequest : class
        where TResponse : class
    {
        var scope = call.Http.RequestServices;
        UnaryServerMethod<TRequest, TResponse> next = (message, context) => WithServiceAsync(scope, service => method(service, message, context));
        foreach (var link in chain)
        {
            var inner = next;
            next = (message, context) => WithInterceptorAsync(scope, link, interceptor => interceptor.UnaryServerHandler(message, context, inner));
        }

        return next(request, call);
    }

    internal Task InvokeAsync<TRequest, TResponse>(
        global::Grpc.AspNetCore.Server.Model.ServerStreamingServerMethod<TService, TRequest, TResponse> method, TRequest request, IServerStreamWriter<TResponse> stream, TranscodingCallContext call)
        where TRequest : class
        where TResponse : class
    {
        var scope = call.Http.RequestServices;
        ServerStreamingServerMethod<TRequest, TResponse> next = (message, writer, context) => WithServiceAsync(scope, service => Done(method(service, message, writer, context)));
        foreach (var link in chain)
        {
            var inner = next;
            next = (message, writer, context) =>
                WithInterceptorAsync(scope, link, interceptor => Done(interceptor.ServerStreamingServerHandler(message, writer, context, inner)));
        }

        return next(request, stream, call);
    }

    private static async Task<bool> Done(Task task)
    {
        await task;
        return true;
    }

    private async Task<TResult> WithServiceAsync<TResult>(IServiceProvider scope, Func<TService, Task<TResult>> use)
    {
        var handle = services.Create(scope);
        try
        {
            return await use(handle.Instance);
        }
        finally
        {
            await services.ReleaseAsync(handle);
        }
    }

    private static async Task<TResult> WithInterceptorAsync<TResult>(IServiceProvider scope, (InterceptorRegistration Registration, Type Activator) link, Func<Interceptor, Task<TResult>> use)
    {
        var activator = (IGrpcInterceptorActivator)scope.GetRequiredService(link.Activator);
        var handle = activator.Create(scope, link.Registration);
        try
        {
            return await use(handle.Instance);
        }
        finally
        {
            await activator.ReleaseAsync(handle);
        }
    }
}
