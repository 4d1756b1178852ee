using System.Diagnostics;

namespace Netralitas.Sequencer.Bench;

/// <summary>How long an entry waits, from its commit until a published checkpoint has it, while entries come at a steady rate and the service's own worker runs with its own intervals.</summary>
internal static class CheckpointLag
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    /// <returns>The longest wait, the median wait, and entries that came in a second.</returns>
    internal static async Task<(TimeSpan Longest, TimeSpan Median, double PerSecond)> RunAsync(BenchLog log, int perSecond, TimeSpan length)
    {
        using var worker = log.Worker();
        await worker.StartAsync(CancellationToken.None);
        var commits = new List<(long Count, long At)>();
        var started = Stopwatch.GetTimestamp();
        using var ended = new CancellationTokenSource();
        var watching = WatchAsync(log, ended.Token);
        long sent = 0;
        using (var timer = new PeriodicTimer(Tick))
        {
            while (Stopwatch.GetElapsedTime(started) < length && await timer.WaitForNextTickAsync())
            {
                var due = (int)((Stopwatch.GetElapsedTime(started).TotalSeconds * perSecond) - sent);
                await log.AddAsync(due);
                sent += due;
                commits.Add((sent, Stopwatch.GetTimestamp()));
            }
        }

        var rate = sent / Stopwatch.GetElapsedTime(started).TotalSeconds;
        await ended.CancelAsync();
        var seen = await watching;
        await worker.StopAsync(CancellationToken.None);
        // Entries of the last seconds, which no checkpoint has yet, are left out: how long they wait was not seen.
        var waits = (from commit in commits
                     let published = seen.Find(checkpoint => checkpoint.Size >= commit.Count)
                     where published.At > 0
                     select Stopwatch.GetElapsedTime(commit.At, published.At)).Order().ToList();
        return (waits[^1], waits[waits.Count / 2], rate);
    }

    private static async Task<List<(long Size, long At)>> WatchAsync(BenchLog log, CancellationToken ended)
    {
        var seen = new List<(long Size, long At)>();
        using var timer = new PeriodicTimer(Tick);
        while (!ended.IsCancellationRequested)
        {
            if (log.Setup.Published.ReadCheckpoint()?.Checkpoint.Size is { } size && (seen.Count == 0 || size > seen[^1].Size))
            {
                seen.Add((size, Stopwatch.GetTimestamp()));
            }

            await ((Task)timer.WaitForNextTickAsync(ended).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return seen;
    }
}
