using System.Data;
using System.Text.Json;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Netralitas.ServiceDefaults;
using Npgsql;

namespace Netralitas.Messaging;

/// <summary>Lets the events of one aggregate take effect once each, and in the order of their versions, in whatever order they are delivered.</summary>
public static partial class InOrderInbox
{
    /// <summary>Applies an event when all before it are applied, with those after it that were waiting for it; else lets it wait, durably.</summary>
    /// <param name="db">Context of the consumer's database.</param>
    /// <param name="context">The delivery.</param>
    /// <param name="stream">Name of the order, for example <c>declarations</c>; never changed once used. All events of the aggregate go through the same one.</param>
    /// <param name="aggregate">The aggregate that the event tells of.</param>
    /// <param name="version">Version of the aggregate that the event tells of: the first is 1, and no number is left out or used twice.</param>
    /// <param name="apply">The effect of an event of this stream, whatever its type: changes to the database only.</param>
    /// <remarks>
    /// A service that applies in order subscribes to every event of the aggregate; one that it does not hear leaves a gap that never closes. What waits longer than a minute is
    /// told by <c>inbox_early_oldest_seconds</c> and a warning. All of it is one transaction under the lock of the aggregate's row in the stream: an event that fails leaves
    /// itself, and the event that it would have followed, to be delivered again or set aside.
    /// </remarks>
    public static async Task InOrderAsync<TEvent>(this DbContext db, ConsumeContext<TEvent> context, string stream, Guid aggregate, int version, Func<object, Task> apply)
        where TEvent : class
    {
        var messageId = Inbox.IdOf(context);
        await using var transaction = await db.Database.BeginTransactionAsync(context.CancellationToken);
        var rows = new StreamRows(db, transaction, stream, aggregate, context.CancellationToken);
        var isNews = await TakeInAsync(context, rows, messageId, version, apply);
        await db.SaveChangesAsync(context.CancellationToken);
        Failpoint.Reach("consume.before_commit");
        await transaction.CommitAsync(context.CancellationToken);
        Failpoint.Reach("consume.after_commit_before_ack");
        if (!isNews)
        {
            Inbox.CountDuplicate(Inbox.LoggerOf(db), messageId, stream);
        }
    }

    /// <returns>Whether the event is neither a repeat of an applied one nor of one that waits.</returns>
    private static async Task<bool> TakeInAsync<TEvent>(ConsumeContext<TEvent> context, StreamRows rows, Guid messageId, int version, Func<object, Task> apply)
        where TEvent : class
    {
        if (await rows.LockAsync() is not { } applied)
        {
            // An aggregate from before its events were applied in order: nobody knows which of them were.
            return await ApplyAsync(context.Message, messageId, version, rows, apply);
        }

        if (version <= applied)
        {
            return await IsRepeatAsync(context, rows, messageId, version, apply);
        }

        if (version > applied + 1 && !PlantedBug.Is("inbox.out_of_order"))
        {
            return await rows.KeepAsync(version, messageId, context.Message);
        }

        await ApplyAsync(context.Message, messageId, version, rows, apply);
        while (await rows.TakeEarlyAsync(version + 1) is { } early)
        {
            version++;
            await ApplyAsync(Read<TEvent>(early), early.MessageId, version, rows, apply);
        }

        await rows.AdvanceAsync(version);
        return true;
    }

    private static async Task<bool> IsRepeatAsync<TEvent>(ConsumeContext<TEvent> context, StreamRows rows, Guid messageId, int version, Func<object, Task> apply)
        where TEvent : class
    {
        if (PlantedBug.Is("inbox.off") || PlantedBug.Is("inbox.out_of_order"))
        {
            return await ApplyAsync(context.Message, messageId, version, rows, apply);
        }

        if (!await rows.WasAppliedAsync(messageId))
        {
            // Published anew, or a bug of the producer, which gave a version to two events. The inbox also forgets, after its months.
            var log = Inbox.LoggerOf(rows.Db);
            LogVersionTaken(log, messageId, rows.Stream, version);
        }

        return false;
    }

    private static async Task<bool> ApplyAsync(object happened, Guid messageId, int version, StreamRows rows, Func<object, Task> apply)
    {
        if (!await rows.RecordAsync(messageId, version) && !PlantedBug.Is("inbox.off"))
        {
            return false;
        }

        await apply(happened);
        return true;
    }

    private static object Read<TEvent>(EarlyEvent early)
    {
        var type = typeof(TEvent).Assembly.GetType(early.Type) ?? throw new UnknownEventException($"No event {early.Type} in the contracts of this release.");
        return JsonSerializer.Deserialize(early.Body, type, Outbox.Json) ?? throw new UnknownEventException($"The body of message {early.MessageId} is null.");
    }

    [LoggerMessage(EventName = "InboxVersionTaken", Level = LogLevel.Warning,
        Message = "InboxVersionTaken: message {MessageId} tells of version {Version} in {Stream}, which another message told of before; it changed nothing")]
    private static partial void LogVersionTaken(ILogger log, Guid messageId, string stream, int version);

    private sealed record EarlyEvent(Guid MessageId, string Type, byte[] Body);

    /// <summary>What the database knows of one aggregate in one stream, within one transaction.</summary>
    private sealed class StreamRows(DbContext db, IDbContextTransaction transaction, string stream, Guid aggregate, CancellationToken cancel)
    {
        internal DbContext Db => db;

        internal string Stream => stream;

        /// <returns>The version applied last, 0 for none; null when the order is not known. Of two deliveries at once, the second waits here.</returns>
        internal async Task<int?> LockAsync()
        {
            await using var command = Command(
                """
                insert into messaging.inbox_stream as s (stream, aggregate, version) values ($1, $2, 0)
                on conflict (stream, aggregate) do update set version = s.version returning version
                """, stream, aggregate);
            return await command.ExecuteScalarAsync(cancel) as int?;
        }

        internal async Task AdvanceAsync(int version)
        {
            await using var command = Command("update messaging.inbox_stream set version = $3 where stream = $1 and aggregate = $2", stream, aggregate, version);
            await command.ExecuteNonQueryAsync(cancel);
        }

        internal async Task<bool> RecordAsync(Guid messageId, int version)
        {
            await using var command = Command(
                "insert into messaging.inbox (message_id, consumer, aggregate, version) values ($1, $2, $3, $4) on conflict do nothing", messageId, stream, aggregate, version);
            return await command.ExecuteNonQueryAsync(cancel) == 1;
        }

        internal async Task<bool> WasAppliedAsync(Guid messageId)
        {
            await using var command = Command("select exists (select from messaging.inbox where message_id = $1 and consumer = $2)", messageId, stream);
            return (bool)(await command.ExecuteScalarAsync(cancel))!;
        }

        internal async Task<bool> KeepAsync(int version, Guid messageId, object happened)
        {
            await using var command = Command(
                "insert into messaging.inbox_early (stream, aggregate, version, message_id, type, body) values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
                stream, aggregate, version, messageId, happened.GetType().FullName!, JsonSerializer.SerializeToUtf8Bytes(happened, happened.GetType(), Outbox.Json));
            return await command.ExecuteNonQueryAsync(cancel) == 1;
        }

        internal async Task<EarlyEvent?> TakeEarlyAsync(int version)
        {
            await using var command = Command(
                "delete from messaging.inbox_early where stream = $1 and aggregate = $2 and version = $3 returning message_id, type, body", stream, aggregate, version);
            await using var row = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, cancel);
            return await row.ReadAsync(cancel) ? new EarlyEvent(row.GetGuid(0), row.GetString(1), row.GetFieldValue<byte[]>(2)) : null;
        }

        private NpgsqlCommand Command(string sql, params object[] values)
        {
            var command = new NpgsqlCommand(sql, (NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction)transaction.GetDbTransaction());
            foreach (var value in values)
            {
                command.Parameters.Add(new() { Value = value });
            }

            return command;
        }
    }
}
