using Netralitas.Messaging;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Retention;

/// <summary>How often erasures are looked for; configuration section <c>Reports:Retention</c>.</summary>
internal sealed record RetentionOptions
{
    /// <summary>Seconds between two looks, above 0. A case is erased on the day after its term at the earliest, so minutes do not matter.</summary>
    public double PollSeconds { get; init; } = 600;
}

/// <summary>Erases what is due, for as long as the service runs. What was begun is in the database: any replica goes on with it.</summary>
internal sealed partial class ErasureJob(IServiceScopeFactory scopes, RetentionOptions options, OutboxSignal outbox, TimeProvider clock, ILogger<ErasureJob> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => clock.RepeatAsync(TimeSpan.FromSeconds(options.PollSeconds), () => EraseAsync(stoppingToken), LogFailed, stoppingToken);

    private async Task EraseAsync(CancellationToken stopping)
    {
        await using var scope = scopes.BeginOwnWork();
        var erasing = scope.ServiceProvider.GetRequiredService<CaseErasing>();
        await erasing.FinishBegunAsync(stopping);
        await erasing.BeginDueAsync(stopping);
        await erasing.FinishBegunAsync(stopping);
        outbox.Raise();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is due could not be erased; it is tried again")]
    private partial void LogFailed(Exception exception);
}

/// <summary>Sets retention up.</summary>
internal static class RetentionRegistration
{
    /// <summary>Adds retention and the clocks of data protection to the service; its database, cases, evidence and warnings are added too.</summary>
    /// <exception cref="InvalidOperationException">Reports:Retention:PollSeconds is not above 0.</exception>
    internal static void AddRetention(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Reports:Retention").Get<RetentionOptions>() ?? new RetentionOptions();
        builder.Services.AddSingleton(options.PollSeconds > 0 ? options : throw new InvalidOperationException("Reports:Retention:PollSeconds must be above 0."));
        builder.Services.AddScoped<DueCases>();
        builder.Services.AddScoped<ErasureFollowers>();
        builder.Services.AddScoped<CaseErasing>();
        builder.Services.AddHostedService<ErasureJob>();
    }
}
