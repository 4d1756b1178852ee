using Grpc.AspNetCore.Server;
using Grpc.AspNetCore.Server.Model;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.AspNetCore.Grpc.JsonTranscoding.Internal;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds JSON transcoding to gRPC.</summary>
public static class GrpcJsonTranscodingServiceExtensions
{
    /// <summary>Adds JSON transcoding.</summary>
    /// <param name="builder">The gRPC server.</param>
    /// <returns>The same builder.</returns>
    public static IGrpcServerBuilder AddJsonTranscoding(this IGrpcServerBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton(typeof(IServiceMethodProvider<>), typeof(TranscodingMethodProvider<>)));
        builder.Services.TryAddSingleton<MessageJson>();
        return builder;
    }

    /// <summary>Adds JSON transcoding.</summary>
    /// <param name="builder">The gRPC server.</param>
    /// <param name="configureOptions">Sets the options.</param>
    /// <returns>The same builder.</returns>
    public static IGrpcServerBuilder AddJsonTranscoding(this IGrpcServerBuilder builder, Action<GrpcJsonTranscodingOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(configureOptions);
        return builder.AddJsonTranscoding();
    }
}
