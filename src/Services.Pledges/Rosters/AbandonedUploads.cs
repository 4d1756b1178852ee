using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Rosters;

/// <summary>Ends uploads whose bytes stopped coming: parts of a roster, though sealed, are not kept for a file that nobody goes on sending.</summary>
/// <remarks>Each round is one statement: a crash leaves an upload as it was, or ended. Replicas leave to each other what one has locked; an upload that is being read is locked by who reads it.</remarks>
internal sealed partial class AbandonedUploads(IServiceScopeFactory scopes, RosterOptions options, TimeProvider clock, ILogger<AbandonedUploads> log) : BackgroundService
{
    private const int UploadsAtOnce = 20;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => clock.RepeatAsync(Interval, () => EndAllAsync(stoppingToken), LogFailed, stoppingToken);

    private async Task EndAllAsync(CancellationToken cancel)
    {
        int ended;
        do
        {
            await using var scope = scopes.BeginOwnWork();
            var now = clock.Now();
            ended = await scope.ServiceProvider.GetRequiredService<PledgesDb>().EndAbandonedUploadsAsync(now.AddHours(-options.AbandonedAfterHours), now, UploadsAtOnce, cancel);
            if (ended > 0)
            {
                LogEnded(ended, options.AbandonedAfterHours);
            }
        }
        while (ended == UploadsAtOnce);
    }

    [LoggerMessage(EventName = "RosterUploadsEnded", Level = LogLevel.Information, Message = "{Ended} uploads of rosters were ended: no byte had come for {Hours} hours")]
    private partial void LogEnded(int ended, int hours);

    [LoggerMessage(EventName = "RosterUploadsNotEnded", Level = LogLevel.Warning, Message = "Abandoned uploads of rosters wait: they could not be ended")]
    private partial void LogFailed(Exception exception);
}
