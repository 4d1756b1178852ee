using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.LawRevisions;

/// <summary>Tells the elections again when a process starts and every few hours, so that a service that was not there, or lost what it knew, hears of them without anyone's doing.</summary>
/// <remarks>Every replica does: there are few of them, and whoever knows a revision drops it.</remarks>
internal sealed partial class ElectionNewsJob(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ElectionNewsJob> log) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromHours(6);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Again, clock);
        do
        {
            timer.Period = await TellAsync(stoppingToken) ? Again : AfterFailure;
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> TellAsync(CancellationToken stopping)
    {
        try
        {
            await using var scope = scopes.BeginOwnWork();
            await scope.ServiceProvider.GetRequiredService<ElectionNews>().TellAgainAsync(stopping);
            return true;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            LogFailed(exception);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Contests and stages could not be told again; it is tried again")]
    private partial void LogFailed(Exception exception);
}

/// <summary>Sets the news of elections up.</summary>
internal static class ElectionNewsRegistration
{
    /// <summary>Adds them; the database and the bus are added too.</summary>
    internal static void AddElectionNews(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<ElectionNews>();
        builder.Services.AddHostedService<ElectionNewsJob>();
    }
}
