using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Deliveries;

namespace Netralitas.Services.Notifications.Escalations;

/// <summary>Lets notices climb that nobody acknowledged in time, for as long as the service runs.</summary>
internal sealed partial class EscalationClimbJob(EscalationClimb climb, EscalationOptions options, DeliverySignal deliveries, TimeProvider clock, ILogger<EscalationClimbJob> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => clock.RepeatAsync(options.Poll, () => ClimbAsync(stoppingToken), LogFailed, stoppingToken);

    private async Task ClimbAsync(CancellationToken stopping)
    {
        while (await climb.ClimbDueAsync(stopping) > 0)
        {
            deliveries.Raise();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notices that are due could not climb; it is tried again")]
    private partial void LogFailed(Exception exception);
}

/// <summary>Sets escalation up.</summary>
internal static class EscalationRegistration
{
    /// <exception cref="InvalidOperationException">Options that cannot be: the service does not start, and every fault is named.</exception>
    internal static void AddEscalation(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Notifications:Escalation").Get<EscalationOptions>() ?? new EscalationOptions();
        var problems = options.Problems().Select(problem => $"Notifications:Escalation: {problem}").ToList();
        if (problems.Count > 0)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, problems));
        }

        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<EscalationClimb>();
        builder.Services.AddHostedService<EscalationClimbJob>();
    }
}
