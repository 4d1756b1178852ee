using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Netralitas.Sequencer;

/// <summary>Sequences while anything waits, and publishes a checkpoint every so often. Any number of processes may run it.</summary>
/// <remarks>A database, a disk or a witness that is away makes the log late; it never makes a record wait, since records only add to the queue.</remarks>
internal sealed partial class LogWorker(TreeRebuild rebuild, EntrySequencer sequencer, CheckpointPublisher publisher, LogQueue queue, LogSetup setup, LogGate gate, TimeProvider clock, ILogger<LogWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        LogStarted(setup.Key.Verifier);
        await RepeatAsync(OpenAsync, stoppingToken, once: true);
        await Task.WhenAll(RepeatAsync(SequenceAsync, stoppingToken), RepeatAsync(PublishAsync, stoppingToken));
    }

    private async Task<TimeSpan> OpenAsync(CancellationToken cancel)
    {
        var size = setup.Rebuild ? await rebuild.RunAsync(cancel) : 0;
        await publisher.CheckAsync(cancel);
        if (setup.Rebuild)
        {
            await publisher.ExportAsync(0, size, cancel);
            LogRebuilt(size);
        }

        gate.Open();
        return TimeSpan.Zero;
    }

    private async Task<TimeSpan> SequenceAsync(CancellationToken cancel)
    {
        if (!gate.IsOpen || !await queue.HasPendingAsync(cancel))
        {
            return PollInterval;
        }

        return await sequencer.SequenceAsync(cancel) == EntrySequencer.BatchSize ? TimeSpan.Zero : PollInterval;
    }

    private async Task<TimeSpan> PublishAsync(CancellationToken cancel)
    {
        var isOld = setup.Published.PublishedAt is not { } at || clock.GetUtcNow() - at >= setup.RepublishInterval;
        await publisher.PublishAsync(isOld, cancel);
        // A tree that was set back and is put right again goes on from here.
        gate.Open();
        return setup.CheckpointInterval;
    }

    private async Task RepeatAsync(Func<CancellationToken, Task<TimeSpan>> step, CancellationToken stopping, bool once = false)
    {
        while (!stopping.IsCancellationRequested)
        {
            var pause = AfterFailure;
            try
            {
                pause = await step(stopping);
                if (once)
                {
                    return;
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (SigningRefusedException exception)
            {
                gate.Close(exception.Message);
                LogRefused(setup.Origin, exception.Message);
            }
            catch (Exception exception)
            {
                LogFailed(exception);
            }

            await Task.Delay(pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The log signs as {Key}")]
    private partial void LogStarted(Netralitas.TransparencyLog.VerifierKey key);

    [LoggerMessage(EventName = "LogRebuilt", Level = LogLevel.Warning, Message = "Tiles and files of {Size} entries were made again; unset Log:Rebuild")]
    private partial void LogRebuilt(long size);

    [LoggerMessage(EventName = "SigningRefused", Level = LogLevel.Critical, Message = "SigningRefused: {Origin} stands still. {Why}")]
    private partial void LogRefused(string origin, string why);

    [LoggerMessage(EventName = "LogFailed", Level = LogLevel.Error, Message = "The log could not be sequenced or published; it is tried again")]
    private partial void LogFailed(Exception exception);
}
