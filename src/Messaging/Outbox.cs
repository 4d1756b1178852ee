using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Netralitas.Messaging;

/// <summary>Queues events in the transaction of the state that they tell of.</summary>
public static class Outbox
{
    /// <summary>How many lanes messages are spread over; messages of one aggregate are always in the same lane.</summary>
    internal const int Lanes = 8;

    /// <summary>Names of members as in the contract, dates as ISO 8601.</summary>
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Queues an event.</summary>
    /// <param name="db">A context with an open transaction, in which the aggregate's row is locked or was just made.</param>
    /// <param name="message">The event; ids and facts only.</param>
    /// <param name="aggregate">The aggregate that it tells of; its events keep their order.</param>
    /// <param name="version">The aggregate's version after the change; a version is used once for each type of event.</param>
    /// <param name="cancel">Gives up before the row is written.</param>
    /// <remarks>When the transaction commits, the event survives a crash and is published at least once; when it does not, the event never was.</remarks>
    public static async Task EnqueueAsync<TEvent>(this DbContext db, TEvent message, Guid aggregate, int version, CancellationToken cancel)
        where TEvent : class
    {
        var transaction = db.Database.CurrentTransaction ?? throw new InvalidOperationException("An event is queued in the transaction of its state.");
        await using var insert = new NpgsqlCommand(
            """
            insert into messaging.outbox (id, lane, aggregate, version, type, body, headers)
            values ($1, $2, $3, $4, $5, $6, case when $7::text is null then '{}' else jsonb_build_object('traceparent', $7::text) end)
            """,
            (NpgsqlConnection)db.Database.GetDbConnection(),
            (NpgsqlTransaction)transaction.GetDbTransaction());
        insert.Parameters.Add(new() { Value = Guid.CreateVersion7() });
        insert.Parameters.Add(new() { Value = LaneOf(aggregate) });
        insert.Parameters.Add(new() { Value = aggregate });
        insert.Parameters.Add(new() { Value = version });
        insert.Parameters.Add(new() { Value = typeof(TEvent).FullName! });
        insert.Parameters.Add(new() { Value = JsonSerializer.SerializeToUtf8Bytes(message, Json) });
        insert.Parameters.Add(new() { Value = (object?)Activity.Current?.Id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await insert.ExecuteNonQueryAsync(cancel);
    }

    internal static short LaneOf(Guid aggregate) => (short)(aggregate.ToByteArray()[15] & (Lanes - 1));
}
