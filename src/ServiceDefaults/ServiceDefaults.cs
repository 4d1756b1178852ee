using Google.Protobuf.Reflection;
using Google.Rpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Netralitas.ServiceDefaults;

/// <summary>The manners that every process of the suite shares: telemetry, health, authentication, and refusals that a person can read.</summary>
public static class ServiceDefaults
{
    /// <summary>Largest gRPC message, and largest JSON body, that a service reads, in bytes; a larger one is refused with MESSAGE_TOO_LARGE.</summary>
    public const int MaxMessageBytes = 4 * 1024 * 1024;

    /// <summary>Adds telemetry, health checks, authentication and default deny.</summary>
    /// <param name="builder">The process.</param>
    /// <param name="name">Its name, for example <c>reports</c>; it refuses as <c>reports.netralitas</c>.</param>
    public static void AddServiceDefaults(this IHostApplicationBuilder builder, string name)
    {
        builder.AddWorkerDefaults();
        builder.Services.AddSingleton(new RefusalDomain($"{name}.netralitas"));
        builder.AddAccess();
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), ["live"]);
    }

    /// <summary>Adds what a process without endpoints needs: telemetry and the clock.</summary>
    /// <param name="builder">The process.</param>
    public static void AddWorkerDefaults(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddTelemetry();
    }

    /// <summary>Adds gRPC, and the same RPCs as JSON over HTTP, with one way to say no.</summary>
    /// <param name="services">Services of the process.</param>
    public static void AddGrpcDefaults(this IServiceCollection services) =>
        services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = MaxMessageBytes;
            grpc.EnableDetailedErrors = false;
            grpc.Interceptors.Add<RefusalInterceptor>();
            grpc.Interceptors.Add<HttpHeadersInterceptor>();
        }).AddJsonTranscoding(json =>
        {
            json.JsonSettings.WriteInt64sAsStrings = true;
            json.TypeRegistry = TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor);
        });

    /// <summary>Puts refusals, authentication and authorisation before the endpoints, in that order.</summary>
    /// <param name="app">The process.</param>
    public static void UseServiceDefaults(this IApplicationBuilder app)
    {
        app.UseMiddleware<ProblemMiddleware>();
        app.UseMiddleware<RefusalMiddleware>();
        app.UseAuthentication();
        app.UseAuthorization();
    }

    /// <summary>Maps <c>/health</c> (ready to serve) and <c>/alive</c> (running), open to probes.</summary>
    /// <param name="endpoints">Endpoints of the process.</param>
    public static void MapDefaultEndpoints(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health", new HealthCheckOptions { Predicate = check => !check.Tags.Contains("informative") }).AllowAnonymous();
        endpoints.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = check => check.Tags.Contains("live") }).AllowAnonymous();
    }
}
