using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Reading;

/// <summary>Adds up changes of the counts, for as long as the service runs, so that few are left to be read.</summary>
internal sealed partial class TallyJob(IServiceScopeFactory scopes, TimeProvider clock, ILogger<TallyJob> log) : BackgroundService
{
    private const int LargestRound = 5000;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => clock.RepeatAsync(Poll, () => FoldAsync(stoppingToken), LogFailed, stoppingToken);

    private async Task FoldAsync(CancellationToken stopping)
    {
        await using var scope = scopes.BeginOwnWork();
        var tallies = scope.ServiceProvider.GetRequiredService<Tallies>();
        while (await tallies.FoldAsync(LargestRound, stopping) == LargestRound)
        {
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Changes of the counts could not be added up; it is tried again, and counts are right all the same")]
    private partial void LogFailed(Exception exception);
}
