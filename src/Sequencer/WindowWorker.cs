using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Netralitas.ServiceDefaults;

namespace Netralitas.Sequencer;

/// <summary>Ends the windows of a log that has them. Any number of processes may run it.</summary>
/// <remarks>A database that is away makes a window late; nothing is refused or lost by that, and the next look ends it.</remarks>
internal sealed partial class WindowWorker(WindowRelease windows, LogSetup setup, TimeProvider clock, ILogger<WindowWorker> log) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    private DateTimeOffset ended = DateTimeOffset.MinValue;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => clock.RepeatAsync(Between, () => LookAsync(stoppingToken), LogFailed, stoppingToken);

    private async Task LookAsync(CancellationToken cancel)
    {
        var lastEnd = WindowRelease.LastEnd(clock.GetUtcNow(), setup.Window!.Value);
        if (lastEnd <= ended)
        {
            return;
        }

        if (ended == DateTimeOffset.MinValue)
        {
            await windows.BeginAsync(lastEnd, cancel);
        }

        // Another replica that is at it may fail, so this one looks again until the window is seen to have ended.
        if (await windows.ReleaseAsync(lastEnd, cancel) is var released && released > 0)
        {
            LogReleased(released);
        }

        ended = await windows.HasEndedAsync(lastEnd, cancel) ? lastEnd : ended;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Count} entries were let go at the end of a window")]
    private partial void LogReleased(int count);

    [LoggerMessage(EventName = "WindowFailed", Level = LogLevel.Error, Message = "A window of the log could not be ended; it is tried again")]
    private partial void LogFailed(Exception exception);
}
