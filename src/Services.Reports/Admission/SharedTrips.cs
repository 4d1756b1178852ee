using System.Threading.Channels;

namespace Netralitas.Services.Reports.Admission;

/// <summary>Lets reports that arrive together share one trip to where they are kept, to write them or to look for them: while one is under way the next gathers.</summary>
/// <typeparam name="TReport">What is known of a report that goes.</typeparam>
/// <typeparam name="TAnswer">What each comes back with.</typeparam>
/// <remarks>A report waits for its turn no longer than its caller allows, and for its trip no longer than <paramref name="longestTrip"/>; how long a queue grows is bounded by the calls that are open.</remarks>
/// <param name="trips">How many go on at once.</param>
/// <param name="longestTrip">After this the reports of a trip are told that it failed, whatever becomes of it.</param>
/// <param name="bytesOf">How much of a trip a report fills.</param>
/// <param name="go">Writes or finds reports and gives their answers, in order.</param>
internal sealed class SharedTrips<TReport, TAnswer>(int trips, TimeSpan longestTrip, Func<TReport, int> bytesOf, Func<IReadOnlyList<TReport>, Task<IReadOnlyList<TAnswer>>> go)
{
    private const int LargestBatch = 128;
    private const int LargestBatchBytes = 8 * 1024 * 1024;

    private readonly Channel<Waiting> line = Channel.CreateUnbounded<Waiting>();

    /// <summary>Starts; ends with the token.</summary>
    internal void Start(CancellationToken stop)
    {
        for (var i = 0; i < trips; i++)
        {
            _ = Task.Run(() => WorkAsync(stop), CancellationToken.None);
        }
    }

    /// <summary>Takes a report along.</summary>
    /// <exception cref="TimeoutException">It had no turn in time, or its trip took too long: what was to be written may have been written all the same.</exception>
    internal async Task<TAnswer> GoAsync(TReport report, TimeSpan longestWait)
    {
        var waiting = new Waiting(report);
        line.Writer.TryWrite(waiting);
        try
        {
            return await waiting.Answer.Task.WaitAsync(longestWait);
        }
        catch (TimeoutException) when (!waiting.TrySettle())
        {
            // It is on its way; that ends in bounded time.
            return await waiting.Answer.Task;
        }
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        try
        {
            while (await line.Reader.WaitToReadAsync(stop))
            {
                var batch = Next();
                if (batch.Count > 0)
                {
                    await GoAsync(batch);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The process ends; nobody waits any more.
        }
    }

    private List<Waiting> Next()
    {
        var batch = new List<Waiting>();
        var bytes = 0;
        while (batch.Count < LargestBatch && bytes < LargestBatchBytes && line.Reader.TryRead(out var waiting))
        {
            if (waiting.TrySettle())
            {
                batch.Add(waiting);
                bytes += bytesOf(waiting.Report);
            }
        }

        return batch;
    }

    private async Task GoAsync(List<Waiting> batch)
    {
        Task<IReadOnlyList<TAnswer>>? going = null;
        try
        {
            going = go([.. batch.Select(w => w.Report)]);
            var answers = await going.WaitAsync(longestTrip);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Answer.TrySetResult(answers[i]);
            }
        }
        catch (Exception exception)
        {
            foreach (var waiting in batch)
            {
                waiting.Answer.TrySetException(exception);
            }

            if (going is not null)
            {
                // Its connection is not free before.
                await ((Task)going).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>A report in line. Either a trip takes it or its caller withdraws it.</summary>
    private sealed class Waiting(TReport report)
    {
        private int settled;

        internal TReport Report { get; } = report;

        internal TaskCompletionSource<TAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Whether it was still free: to be taken along, or withdrawn by its caller.</summary>
        internal bool TrySettle() => Interlocked.Exchange(ref settled, 1) == 0;
    }
}
