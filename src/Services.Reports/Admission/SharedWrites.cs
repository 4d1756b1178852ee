using System.Threading.Channels;

namespace Netralitas.Services.Reports.Admission;

/// <summary>Lets reports that arrive together share one write: while one is at work the next gathers.</summary>
/// <remarks>A report waits for its turn no longer than its caller allows, and for its write no longer than <paramref name="longestWrite"/>; how long a queue grows is bounded by the calls that are open.</remarks>
/// <param name="writers">How many writes go on at once.</param>
/// <param name="longestWrite">After this the reports of a write are told that it failed, whatever becomes of it.</param>
/// <param name="write">Writes reports and gives their receipts, in order.</param>
internal sealed class SharedWrites(int writers, TimeSpan longestWrite, Func<IReadOnlyList<Arrival>, Task<IReadOnlyList<Admitted>>> write)
{
    private const int LargestBatch = 128;
    private const int LargestBatchBytes = 8 * 1024 * 1024;

    private readonly Channel<Waiting> line = Channel.CreateUnbounded<Waiting>();

    /// <summary>Starts the writers; they end with the token.</summary>
    internal void Start(CancellationToken stop)
    {
        for (var i = 0; i < writers; i++)
        {
            _ = Task.Run(() => WorkAsync(stop), CancellationToken.None);
        }
    }

    /// <summary>Has a report written.</summary>
    /// <exception cref="TimeoutException">No writer was free for it in time, or its write took too long: then it may have been written all the same.</exception>
    internal async Task<Admitted> WriteAsync(Arrival arrival, TimeSpan longestWait)
    {
        var waiting = new Waiting(arrival);
        line.Writer.TryWrite(waiting);
        try
        {
            return await waiting.Receipt.Task.WaitAsync(longestWait);
        }
        catch (TimeoutException) when (!waiting.TrySettle())
        {
            // A writer has it; that ends in bounded time.
            return await waiting.Receipt.Task;
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
                    await WriteAsync(batch);
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
                bytes += waiting.Arrival.Content.Length;
            }
        }

        return batch;
    }

    private async Task WriteAsync(List<Waiting> batch)
    {
        Task<IReadOnlyList<Admitted>>? writing = null;
        try
        {
            writing = write([.. batch.Select(w => w.Arrival)]);
            var receipts = await writing.WaitAsync(longestWrite);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Receipt.TrySetResult(receipts[i]);
            }
        }
        catch (Exception exception)
        {
            foreach (var waiting in batch)
            {
                waiting.Receipt.TrySetException(exception);
            }

            if (writing is not null)
            {
                // Its connection is not free before.
                await ((Task)writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>A report in line. Either a writer takes it or its caller withdraws it.</summary>
    private sealed class Waiting(Arrival arrival)
    {
        private int settled;

        internal Arrival Arrival { get; } = arrival;

        internal TaskCompletionSource<Admitted> Receipt { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Whether it was still free: to be written by a writer, or withdrawn by its caller.</summary>
        internal bool TrySettle() => Interlocked.Exchange(ref settled, 1) == 0;
    }
}
