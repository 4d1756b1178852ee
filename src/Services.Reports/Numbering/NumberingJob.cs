using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Numbering;

/// <summary>Gives official numbers for as long as the service runs, a fraction of a second after each commit.</summary>
internal sealed partial class NumberingJob(IServiceScopeFactory scopes, NumberingSignal signal, ILogger<NumberingJob> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    // Reports that come together are numbered together; each round costs a transaction that intake waits for.
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(250);

    private bool failing;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await NumberAsync(stoppingToken);
            await signal.WaitAsync(Poll, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.Delay(Gather, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task NumberAsync(CancellationToken stopping)
    {
        try
        {
            await using var scope = scopes.BeginOwnWork();
            var numbering = scope.ServiceProvider.GetRequiredService<ReportNumbering>();
            while (await numbering.NumberNextAsync(stopping) == ReportNumbering.LargestRound)
            {
            }

            failing = false;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            // Said once, not each second of an outage.
            if (!failing)
            {
                LogFailed(exception);
            }

            failing = true;
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Official numbers could not be given; it is tried again each second")]
    private partial void LogFailed(Exception exception);
}

/// <summary>Sets numbering up.</summary>
internal static class NumberingRegistration
{
    /// <summary>Adds numbering to the service; its database is added too, and the signal by which it is woken.</summary>
    internal static void AddNumbering(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<NumberingMetrics>();
        builder.Services.AddScoped<ReportNumbering>();
        builder.Services.AddHostedService<NumberingJob>();
    }
}
