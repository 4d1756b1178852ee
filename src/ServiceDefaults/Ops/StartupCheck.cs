using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Netralitas.ServiceDefaults.Ops;

/// <summary>Red until the process could serve for the first time, and green ever after, whatever becomes of what it depends on.</summary>
/// <remarks>A probe by it waits for a slow start, and never ends a process because its database went away later.</remarks>
internal sealed class StartupCheck(IServiceProvider services) : IHealthCheck
{
    /// <summary>Tag of this check.</summary>
    internal const string Tag = "startup";

    private volatile bool hasServed;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!hasServed)
        {
            var report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(OpsEndpoints.IsOfReadiness, cancellationToken);
            // As readiness: what serves in part has started.
            hasServed = report.Status != HealthStatus.Unhealthy;
        }

        return hasServed ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("Has not been ready yet.");
    }
}
