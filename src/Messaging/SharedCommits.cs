using System.Collections.Concurrent;
using Netralitas.ServiceDefaults;

namespace Netralitas.Messaging;

/// <summary>Lets what arrives together be committed together: while one commit is at work the next gathers.</summary>
/// <typeparam name="TItem">What is committed.</typeparam>
/// <typeparam name="TOutcome">What became of it.</typeparam>
/// <param name="most">How many share a commit at most.</param>
/// <param name="commit">Commits items and tells what became of each, in their order.</param>
/// <remarks>If a commit fails by one of its items, each is tried alone, and the one at fault fails alone; one that an outage ended fails for all of its items.</remarks>
public sealed class SharedCommits<TItem, TOutcome>(int most, Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TOutcome>>> commit) : IDisposable
{
    private readonly ConcurrentQueue<Waiting> line = new();
    private readonly SemaphoreSlim turn = new(1);

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    /// <summary>Has an item committed. When this returns, it is.</summary>
    /// <param name="item">The item.</param>
    /// <returns>What became of it.</returns>
    public async Task<TOutcome> TakeAsync(TItem item)
    {
        var waiting = new Waiting(item);
        line.Enqueue(waiting);
        await turn.WaitAsync(CancellationToken.None);
        try
        {
            // Whoever had the turn before took this one along, or it is taken now, with those that came meanwhile.
            while (!waiting.Outcome.Task.IsCompleted)
            {
                await TakeNextAsync();
            }
        }
        finally
        {
            turn.Release();
        }

        return await waiting.Outcome.Task;
    }

    private async Task TakeNextAsync()
    {
        var batch = new List<Waiting>();
        while (batch.Count < most && line.TryDequeue(out var waiting))
        {
            batch.Add(waiting);
        }

        try
        {
            await CommitAsync(batch);
        }
        catch (Exception exception) when (batch.Count > 1 && !Outage.Is(exception))
        {
            foreach (var waiting in batch)
            {
                await TakeAloneAsync(waiting);
            }
        }
        catch (Exception exception)
        {
            batch.ForEach(waiting => waiting.Outcome.SetException(exception));
        }
    }

    private async Task TakeAloneAsync(Waiting waiting)
    {
        try
        {
            await CommitAsync([waiting]);
        }
        catch (Exception exception)
        {
            waiting.Outcome.SetException(exception);
        }
    }

    private async Task CommitAsync(List<Waiting> batch)
    {
        var outcomes = await commit(batch.ConvertAll(waiting => waiting.Item));
        for (var i = 0; i < batch.Count; i++)
        {
            batch[i].Outcome.SetResult(outcomes[i]);
        }
    }

    /// <summary>An item in line.</summary>
    private sealed class Waiting(TItem item)
    {
        internal TItem Item { get; } = item;

        internal TaskCompletionSource<TOutcome> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
