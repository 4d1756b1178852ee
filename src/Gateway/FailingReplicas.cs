using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;

namespace Netralitas.Gateway;

/// <summary>Calls go to the replicas that answer: one at which they break is left out for some seconds, and then tried again.</summary>
internal static class FailingReplicas
{
    private static readonly TimeSpan LeftOut = TimeSpan.FromSeconds(2);

    // Failures of before a restart must not count against a replica that is back.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(3);

    /// <summary>How the replicas of a service are judged. When none is left, all are tried: a service is never given up.</summary>
    internal static HealthCheckConfig Judged { get; } = new()
    {
        Passive = new PassiveHealthCheckConfig { Enabled = true, Policy = HealthCheckConstants.PassivePolicy.TransportFailureRate, ReactivationPeriod = LeftOut },
        AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
    };

    /// <summary>Sets how soon a replica counts as failing.</summary>
    internal static void AddFailingReplicas(this IServiceCollection services) => services.Configure<TransportFailureRateHealthPolicyOptions>(options =>
    {
        options.DetectionWindowSize = Window;
        options.MinimalTotalCountThreshold = 3;
        options.DefaultFailureRateLimit = 0.5;
    });
}
