using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.DataClocks;

namespace Netralitas.Services.Reports.Deadlines;

/// <summary>Watches clocks and sends warnings for as long as the service runs. What is due is in the database, never in memory: a replica that starts finds all of it.</summary>
internal sealed partial class WarningJob(IServiceScopeFactory scopes, WarningOptions options, OutboxSignal outbox, TimeProvider clock, ILogger<WarningJob> log) : BackgroundService
{
    private bool failing;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => clock.RepeatAsync(options.Poll, () => WarnAsync(stoppingToken), Failed, stoppingToken);

    private async Task WarnAsync(CancellationToken stopping)
    {
        // One round at each look: a warning is hours away, and a flood of reports needs the processor more.
        await RoundAsync((warnings, cancel) => warnings.WatchNextAsync(cancel), stopping);

        // Before anything is sent: a late holiday may have moved it.
        while (await RoundAsync((warnings, cancel) => warnings.ReviseNextAsync(cancel), stopping) == Warnings.LargestRound)
        {
        }

        while (await RoundAsync((warnings, cancel) => warnings.SendNextAsync(cancel), stopping) is var sent and > 0)
        {
            outbox.Raise();
            LogSent(sent);
        }

        failing = false;
    }

    private void Failed(Exception exception)
    {
        // Said once, not each second of an outage.
        if (!failing)
        {
            LogFailed(exception);
        }

        failing = true;
    }

    private async Task<int> RoundAsync(Func<Warnings, CancellationToken, Task<int>> round, CancellationToken stopping)
    {
        await using var scope = scopes.BeginOwnWork();
        return await round(scope.ServiceProvider.GetRequiredService<Warnings>(), stopping);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Count} warnings of terms were sent")]
    private partial void LogSent(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Terms could not be watched; it is tried again")]
    private partial void LogFailed(Exception exception);
}

/// <summary>Sets warnings up.</summary>
internal static class WarningRegistration
{
    /// <summary>Adds what keeps clocks and their warnings in line with cases; the database is added too.</summary>
    internal static void AddClockWatch(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Reports:Warnings").Get<WarningOptions>() ?? new WarningOptions();
        options.Leads();
        builder.Services.AddSingleton(options);
        builder.Services.AddScoped<ClockWatch>();
        builder.Services.AddScoped<DataClockBook>();
    }

    /// <summary>Adds the job that sends the warnings of terms; what keeps them is added too.</summary>
    internal static void AddDeadlineWarnings(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<Warnings>();
        builder.Services.AddHostedService<WarningJob>();
        builder.Services.AddHostedService<ClockSampler>();
    }
}
