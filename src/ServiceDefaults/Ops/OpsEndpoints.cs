using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Netralitas.ServiceDefaults.Ops;

/// <summary>What operations ask a process: probes, open to whoever reaches its port, and its figures, for the role <c>ops</c>.</summary>
public static class OpsEndpoints
{
    /// <summary>Where a process tells its figures, and the gateway those of all.</summary>
    public const string Path = "/ops";

    private const string Live = "live";

    private const string Informative = "informative";

    internal static void AddOpsStartup(this IHealthChecksBuilder checks)
    {
        // One for the process: it remembers.
        checks.Services.AddSingleton<StartupCheck>();
        checks.AddCheck<StartupCheck>(StartupCheck.Tag, tags: [StartupCheck.Tag]);
    }

    /// <summary>Maps <c>/alive</c>, <c>/health</c> with its second name <c>/health/ready</c>, and <c>/health/startup</c>.</summary>
    internal static void MapProbes(this IEndpointRouteBuilder endpoints)
    {
        Map("/alive", check => check.Tags.Contains(Live));
        Map("/health", IsOfReadiness);
        Map("/health/ready", IsOfReadiness);
        Map("/health/startup", check => check.Tags.Contains(StartupCheck.Tag));

        void Map(string path, Func<HealthCheckRegistration, bool> isAsked) => endpoints.MapHealthChecks(path, new HealthCheckOptions { Predicate = isAsked }).AllowAnonymous();
    }

    /// <summary>Maps <see cref="Path"/> of a service: the figures of this process, from its own meters.</summary>
    /// <param name="endpoints">Of the process.</param>
    /// <param name="name">Of the process.</param>
    public static void MapOps(this IEndpointRouteBuilder endpoints, string name)
    {
        // From here on it hears what is counted.
        var summary = endpoints.ServiceProvider.GetRequiredService<OpsSummary>();
        endpoints.MapGet(Path, (HttpResponse response) =>
        {
            response.Headers.CacheControl = "no-store";
            return Results.Json(summary.Read(name));
        }).RequireAuthorization(policy => policy.RequireRole(Roles.Ops));
    }

    /// <summary>Whether a check decides on readiness.</summary>
    internal static bool IsOfReadiness(HealthCheckRegistration check) => !check.Tags.Contains(Informative) && !check.Tags.Contains(StartupCheck.Tag);
}
