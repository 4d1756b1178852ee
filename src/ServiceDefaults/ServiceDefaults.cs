using Google.Protobuf.Reflection;
using Google.Rpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Netralitas.ServiceDefaults.Ops;
using Netralitas.ServiceDefaults.Revocation;

namespace Netralitas.ServiceDefaults;

/// <summary>The manners that every process of the suite shares: telemetry, health, authentication, and refusals that a person can read.</summary>
public static class ServiceDefaults
{
    /// <summary>Largest gRPC message, and largest JSON body, that a service reads, in bytes; a larger one is refused with MESSAGE_TOO_LARGE.</summary>
    public const int MaxMessageBytes = 4 * 1024 * 1024;

    // Beyond those that the server still works on, on one connection, over five seconds.
    private const int CallsGivenUpPerSecond = 1000;

    /// <summary>Adds telemetry, health checks, authentication and default deny.</summary>
    /// <param name="builder">The process.</param>
    /// <param name="name">Its name, for example <c>reports</c>; it refuses as <c>reports.netralitas</c>.</param>
    /// <exception cref="InvalidOperationException">In the environment Production, which is what is absent too: everything that is unsafe in its settings.</exception>
    public static void AddServiceDefaults(this IHostApplicationBuilder builder, string name)
    {
        if (builder.Environment.IsProduction() && ProductionSettings.Problems(builder.Configuration, name) is { Count: > 0 } problems)
        {
            throw new InvalidOperationException($"{name} does not start in Production with these settings:{Environment.NewLine}{string.Join(Environment.NewLine, problems)}");
        }

        // Kestrel ends a connection on which too many calls are given up while others still run. Many callers share one, at the gateway behind an ingress and at a service behind the gateway.
        AppContext.SetData("Microsoft.AspNetCore.Server.Kestrel.Http2.MaxEnhanceYourCalmCount", CallsGivenUpPerSecond);
        builder.AddWorkerDefaults();
        builder.Services.AddSingleton(new RefusalDomain($"{name}.netralitas"));
        builder.Services.TryAddSingleton<RevokedTokens>();
        builder.AddAccess();
        builder.AddClientCertificates();
        builder.Services.TryAddSingleton<RowRules>();
        builder.Services.TryAddScoped<RowAccess>();
        builder.Services.AddSingleton<OpsSummary>();
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), ["live"]).AddOpsStartup();
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
        app.UseMiddleware<OpenCallMiddleware>();
        app.UseMiddleware<RowAccessMiddleware>();
    }

    /// <summary>Maps <c>/alive</c> (running), <c>/health</c> and <c>/health/ready</c> (ready to serve) and <c>/health/startup</c> (was ready once), open to probes.</summary>
    /// <param name="endpoints">Endpoints of the process.</param>
    public static void MapDefaultEndpoints(this IEndpointRouteBuilder endpoints) => endpoints.MapProbes();
}
