using System.Collections.Concurrent;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Deliveries;

/// <summary>Lets attempts that end together share one commit: while one is at work the next gathers.</summary>
/// <remarks>If a commit fails by one of its attempts, each is recorded alone. What could not be recorded is, after its time, sent again under the same key.</remarks>
internal sealed class AttemptEnds(DeliverySettlement settlement) : IDisposable
{
    private const int Most = 256;

    private readonly ConcurrentQueue<Waiting> line = new();
    private readonly SemaphoreSlim turn = new(1);

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    /// <summary>Records the end of an attempt. When this returns, it survives a crash.</summary>
    internal async Task RecordAsync(EndedAttempt ended)
    {
        var waiting = new Waiting(ended);
        line.Enqueue(waiting);
        await turn.WaitAsync(CancellationToken.None);
        try
        {
            // Whoever had the turn before took this one along, or it is taken now, with those that came meanwhile.
            while (!waiting.Recorded.Task.IsCompleted)
            {
                await TakeNextAsync();
            }
        }
        finally
        {
            turn.Release();
        }

        await waiting.Recorded.Task;
    }

    private async Task TakeNextAsync()
    {
        var batch = new List<Waiting>();
        while (batch.Count < Most && line.TryDequeue(out var waiting))
        {
            batch.Add(waiting);
        }

        try
        {
            await RecordAsync(batch);
        }
        catch (Exception exception) when (batch.Count > 1 && !Outage.Is(exception))
        {
            foreach (var waiting in batch)
            {
                await RecordAloneAsync(waiting);
            }
        }
        catch (Exception exception)
        {
            batch.ForEach(waiting => waiting.Recorded.SetException(exception));
        }
    }

    private async Task RecordAloneAsync(Waiting waiting)
    {
        try
        {
            await RecordAsync([waiting]);
        }
        catch (Exception exception)
        {
            waiting.Recorded.SetException(exception);
        }
    }

    private async Task RecordAsync(List<Waiting> batch)
    {
        await settlement.EndAttemptsAsync(batch.ConvertAll(waiting => waiting.Ended), CancellationToken.None);
        batch.ForEach(waiting => waiting.Recorded.SetResult());
    }

    /// <summary>An attempt in line.</summary>
    private sealed class Waiting(EndedAttempt ended)
    {
        internal EndedAttempt Ended { get; } = ended;

        internal TaskCompletionSource Recorded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
