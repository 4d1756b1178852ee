using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.Logging;
using Netralitas.ServiceDefaults;
using Npgsql;

namespace Netralitas.Messaging;

/// <summary>Lets messages that arrive together take effect in one transaction, each once: for a queue that a backlog of many thousands may wait in.</summary>
/// <typeparam name="TEffect">What one message does, as data.</typeparam>
/// <param name="database">The consumer's database.</param>
/// <param name="consumer">Name of the effect, as in <see cref="Inbox.OnceAsync"/>; never changed once used.</param>
/// <param name="apply">Applies effects to the database, and does nothing outside it. Ones that two processes may apply at once it must write in an order that both keep.</param>
/// <param name="log">Where repeats are told.</param>
/// <remarks>
/// While one transaction is at work the next gathers. If it fails by one of its messages, each is tried alone, and the one at fault fails alone. A crash before the commit leaves nothing of
/// any of them behind; one after it causes repeats that change nothing.
/// </remarks>
public sealed class SharedInbox<TEffect>(
    NpgsqlDataSource database, string consumer, Func<NpgsqlConnection, IReadOnlyList<TEffect>, Task> apply, ILogger<SharedInbox<TEffect>> log) : IDisposable
{
    private const int Most = 64;

    private readonly ConcurrentQueue<Waiting> line = new();
    private readonly SemaphoreSlim turn = new(1);

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    /// <summary>Has the effect of a message applied, unless it was before. When this returns, it is committed.</summary>
    /// <param name="context">The delivery.</param>
    /// <param name="effect">What it does.</param>
    public async Task TakeAsync(ConsumeContext context, TEffect effect)
    {
        var waiting = new Waiting(Inbox.IdOf(context), effect);
        line.Enqueue(waiting);
        await turn.WaitAsync(CancellationToken.None);
        try
        {
            // Whoever had the turn before took this one along, or it is taken now, with those that came meanwhile.
            while (!waiting.IsNews.Task.IsCompleted)
            {
                await TakeNextAsync();
            }
        }
        finally
        {
            turn.Release();
        }

        var isNews = await waiting.IsNews.Task;
        Failpoint.Reach("consume.after_commit_before_ack");
        if (!isNews)
        {
            Inbox.CountDuplicate(log, waiting.MessageId, consumer);
        }
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
            batch.ForEach(waiting => waiting.IsNews.SetException(exception));
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
            waiting.IsNews.SetException(exception);
        }
    }

    private async Task CommitAsync(List<Waiting> batch)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var news = await RecordAsync(connection, batch);
        // A message that is twice in the batch is news once.
        var isNews = batch.ConvertAll(waiting => news.Remove(waiting.MessageId) || PlantedBug.Is("inbox.off"));
        if (isNews.Contains(true))
        {
            await apply(connection, [.. batch.Where((_, i) => isNews[i]).Select(waiting => waiting.Effect)]);
        }

        Failpoint.Reach("consume.before_commit");
        await transaction.CommitAsync();
        for (var i = 0; i < batch.Count; i++)
        {
            batch[i].IsNews.SetResult(isNews[i]);
        }
    }

    // In the order of ids: of two processes that were given the same messages, one waits for the other, and never both.
    private async Task<HashSet<Guid>> RecordAsync(NpgsqlConnection connection, List<Waiting> batch)
    {
        await using var command = new NpgsqlCommand(
            "insert into messaging.inbox (message_id, consumer) select m, $2 from unnest($1) as m order by m on conflict do nothing returning message_id", connection);
        command.Parameters.Add(new() { Value = batch.Select(waiting => waiting.MessageId).ToArray() });
        command.Parameters.Add(new() { Value = consumer });
        var news = new HashSet<Guid>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            news.Add(rows.GetGuid(0));
        }

        return news;
    }

    /// <summary>A message in line.</summary>
    private sealed class Waiting(Guid messageId, TEffect effect)
    {
        internal Guid MessageId { get; } = messageId;

        internal TEffect Effect { get; } = effect;

        internal TaskCompletionSource<bool> IsNews { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
