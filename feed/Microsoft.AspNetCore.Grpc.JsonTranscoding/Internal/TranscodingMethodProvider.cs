using System.Reflection;
using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Grpc.JsonTranscoding.Internal;

/// <summary>Finds the RPCs of a service that have an HTTP rule.</summary>
internal sealed class TranscodingMethodProvider<TService>(
    IGrpcServiceActivator<TService> activator, IOptions<GrpcServiceOptions> all, IOptions<GrpcServiceOptions<TService>> own, MessageJson json) : IServiceMethodProvider<TService>
    where TService : class
{
    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<TService> context)
    {
        if (Binding() is not { } binding || Descriptor(binding.DeclaringType!) is not { } service)
        {
            return;
        }

        var invoker = new TranscodingInvoker<TService>(activator, [.. all.Value.Interceptors.Concat(own.Value.Interceptors).Distinct()]);
        binding.Invoke(null, [new TranscodingBinder<TService>(context, service, invoker, json), null]);
    }

    private static MethodInfo? Binding()
    {
        for (var type = typeof(TService); type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is { } attribute)
            {
                return attribute.BindType.GetMethod(
                    attribute.BindMethodName, BindingFlags.Public | BindingFlags.Static | BindingFlags.NonPublic, [typeof(ServiceBinderBase), type]);
            }
        }

        return null;
    }

    private static ServiceDescriptor? Descriptor(Type type) =>
        type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as ServiceDescriptor;
}
