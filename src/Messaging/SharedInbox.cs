using MassTransit;
using Microsoft.Extensions.Logging;
using Netralitas.ServiceDefaults;
using Npgsql;

namespace Netralitas.Messaging;

/// <summary>Lets messages that arrive together take effect in one transaction, each once: for a queue that a backlog of many thousands may wait in.</summary>
/// <typeparam name="TEffect">What one message does, as data.</typeparam>
/// <remarks>
/// While one transaction is at work the next gathers. If it fails by one of its messages, each is tried alone, and the one at fault fails alone. A crash before the commit leaves nothing of
/// any of them behind; one after it causes repeats that change nothing.
/// </remarks>
public sealed class SharedInbox<TEffect> : IDisposable
{
    private const int Most = 64;

    private readonly NpgsqlDataSource database;
    private readonly string consumer;
    private readonly Func<NpgsqlConnection, IReadOnlyList<TEffect>, Task> apply;
    private readonly ILogger<SharedInbox<TEffect>> log;
    private readonly SharedCommits<Arrived, bool> commits;

    /// <summary>An inbox for one effect.</summary>
    /// <param name="database">The consumer's database.</param>
    /// <param name="consumer">Name of the effect, as in <see cref="Inbox.OnceAsync"/>; never changed once used.</param>
    /// <param name="apply">Applies effects to the database, and does nothing outside it. Ones that two processes may apply at once it must write in an order that both keep.</param>
    /// <param name="log">Where repeats are told.</param>
    public SharedInbox(NpgsqlDataSource database, string consumer, Func<NpgsqlConnection, IReadOnlyList<TEffect>, Task> apply, ILogger<SharedInbox<TEffect>> log)
    {
        (this.database, this.consumer, this.apply, this.log) = (database, consumer, apply, log);
        commits = new(Most, CommitAsync);
    }

    /// <inheritdoc/>
    public void Dispose() => commits.Dispose();

    /// <summary>Has the effect of a message applied, unless it was before. When this returns, it is committed.</summary>
    /// <param name="context">The delivery.</param>
    /// <param name="effect">What it does.</param>
    public async Task TakeAsync(ConsumeContext context, TEffect effect)
    {
        var arrived = new Arrived(Inbox.IdOf(context), effect);
        var isNews = await commits.TakeAsync(arrived);
        Failpoint.Reach("consume.after_commit_before_ack");
        if (!isNews)
        {
            Inbox.CountDuplicate(log, arrived.MessageId, consumer);
        }
    }

    private async Task<IReadOnlyList<bool>> CommitAsync(IReadOnlyList<Arrived> batch)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var news = await RecordAsync(connection, batch);
        // A message that is twice in the batch is news once.
        bool[] isNews = [.. batch.Select(arrived => news.Remove(arrived.MessageId) || PlantedBug.Is("inbox.off"))];
        if (isNews.Contains(true))
        {
            await apply(connection, [.. batch.Where((_, i) => isNews[i]).Select(arrived => arrived.Effect)]);
        }

        Failpoint.Reach("consume.before_commit");
        await transaction.CommitAsync();
        return isNews;
    }

    // In the order of ids: of two processes that were given the same messages, one waits for the other, and never both.
    private async Task<HashSet<Guid>> RecordAsync(NpgsqlConnection connection, IReadOnlyList<Arrived> batch)
    {
        await using var command = new NpgsqlCommand(
            "insert into messaging.inbox (message_id, consumer) select m, $2 from unnest($1) as m order by m on conflict do nothing returning message_id", connection);
        command.Parameters.Add(new() { Value = batch.Select(arrived => arrived.MessageId).ToArray() });
        command.Parameters.Add(new() { Value = consumer });
        var news = new HashSet<Guid>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            news.Add(rows.GetGuid(0));
        }

        return news;
    }

    private sealed record Arrived(Guid MessageId, TEffect Effect);
}
