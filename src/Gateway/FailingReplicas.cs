using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;

namespace Netralitas.Gateway;

/// <summary>Calls go to the replicas that answer: one at which they break is left out for some seconds, and then tried again; one that says itself that it cannot serve, until it can.</summary>
internal static class FailingReplicas
{
    private static readonly TimeSpan LeftOut = TimeSpan.FromSeconds(2);

    // Failures of before a restart must not count against a replica that is back.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(3);

    // Often enough that a replica which is away costs few calls, and seldom enough that nobody notices the work: each probe is one statement of the service's database.
    private static readonly TimeSpan AskedEvery = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(2);

    /// <summary>How the replicas of a service are judged. When none is left, all are tried: a service is never given up.</summary>
    internal static HealthCheckConfig Judged { get; } = new()
    {
        Passive = new PassiveHealthCheckConfig { Enabled = true, Policy = HealthCheckConstants.PassivePolicy.TransportFailureRate, ReactivationPeriod = LeftOut },
        // By the port that the calls go to: a replica that can serve answers there.
        Active = new ActiveHealthCheckConfig { Enabled = true, Interval = AskedEvery, Timeout = AnswersWithin, Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures, Path = "/health" },
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
