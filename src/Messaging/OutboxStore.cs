using Netralitas.ServiceDefaults;
using Npgsql;

namespace Netralitas.Messaging;

/// <summary>The dispatcher's side of the outbox: claim a lane, settle what was sent. All within one transaction, so that a crash gives everything back.</summary>
/// <param name="source">Connections of the service's own role.</param>
internal sealed class OutboxStore(NpgsqlDataSource source)
{
    private const int MaxAttempts = 10;

    // Due, and nothing of the same aggregate before it waits for another attempt or for a person's decision: the rest of the lane goes on without that aggregate.
    // The comparison with -infinity lets the index of waiting rows, which is all but empty, answer however much lies in the outbox.
    private const string IsNext =
        """
        o.next_at <= now()
        and not exists (select 1 from messaging.outbox b where b.aggregate = o.aggregate and b.seq < o.seq and b.next_at > '-infinity' and b.next_at > now())
        and not exists (select 1 from messaging.outbox_dead d where d.aggregate = o.aggregate)
        """;

    /// <summary>Claims a lane that has messages due.</summary>
    /// <param name="atMost">How many messages of it are read.</param>
    /// <param name="cancel">Gives up; nothing is claimed.</param>
    /// <returns>Null when no lane has work that another dispatcher is not at.</returns>
    internal async Task<Claim?> ClaimAsync(int atMost, CancellationToken cancel)
    {
        var connection = await source.OpenConnectionAsync(cancel);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancel);
            var lane = await ClaimLaneAsync(connection, transaction, cancel);
            if (lane is not { } claimed)
            {
                await connection.DisposeAsync();
                return null;
            }

            return new Claim(connection, transaction, await ReadLaneAsync(connection, transaction, claimed, atMost, cancel));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<short?> ClaimLaneAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        await using var claim = new NpgsqlCommand(
            $"""
            {QueryPlans.ByIndex};
            select lane from messaging.outbox_lane l
            where exists (select 1 from messaging.outbox o where o.lane = l.lane and {IsNext})
            order by random() limit 1 for update skip locked
            """, connection, transaction);
        return (short?)await claim.ExecuteScalarAsync(cancel);
    }

    private static async Task<List<OutboxMessage>> ReadLaneAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, short lane, int atMost, CancellationToken cancel)
    {
        await using var read = new NpgsqlCommand($"select {OutboxMessage.Columns} from messaging.outbox o where lane = $1 and {IsNext} order by seq limit $2", connection, transaction);
        read.Parameters.Add(new() { Value = lane });
        read.Parameters.Add(new() { Value = atMost });
        var messages = new List<OutboxMessage>();
        await using var rows = await read.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            messages.Add(OutboxMessage.Read(rows));
        }

        return messages;
    }

    /// <summary>A lane in this dispatcher's hands until it is settled or disposed.</summary>
    internal sealed class Claim(NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<OutboxMessage> messages) : IAsyncDisposable
    {
        internal IReadOnlyList<OutboxMessage> Messages { get; } = messages;

        /// <summary>Moves what was confirmed to the archive, puts back what was rejected, and parks what was rejected too often; in one round trip, then the commit.</summary>
        internal async Task SettleAsync(IReadOnlyCollection<OutboxMessage> confirmed, IReadOnlyCollection<(OutboxMessage Message, string Reason)> rejected, CancellationToken cancel)
        {
            await using var settle = new NpgsqlBatch(connection, transaction);
            Add(settle,
                """
                with gone as (delete from messaging.outbox where seq = any($1) returning seq, id, lane, aggregate, version, type, body, headers, created_at)
                insert into messaging.outbox_sent (seq, id, lane, aggregate, version, type, body, headers, created_at) select * from gone
                """, confirmed.Select(m => m.Seq).ToArray());
            if (rejected.Count > 0)
            {
                var seqs = rejected.Select(r => r.Message.Seq).ToArray();
                Add(settle,
                    """
                    update messaging.outbox o set attempts = attempts + 1, last_error = r.error,
                        next_at = now() + least(interval '5 minutes', interval '1 second' * power(2, least(attempts, 10))) * (0.75 + random() / 2)
                    from unnest($1, $2) as r(seq, error) where o.seq = r.seq
                    """, seqs, rejected.Select(r => r.Reason).ToArray());
                Add(settle,
                    $"""
                    with gone as (delete from messaging.outbox where seq = any($1) and attempts >= {MaxAttempts}
                        returning seq, id, lane, aggregate, version, type, body, headers, created_at, coalesce(last_error, ''))
                    insert into messaging.outbox_dead (seq, id, lane, aggregate, version, type, body, headers, created_at, reason) select * from gone
                    """, seqs);
            }

            await settle.ExecuteNonQueryAsync(cancel);
            await transaction.CommitAsync(cancel);
        }

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }

        private static void Add(NpgsqlBatch batch, string sql, params object[] values)
        {
            var command = new NpgsqlBatchCommand(sql);
            foreach (var value in values)
            {
                command.Parameters.Add(new() { Value = value });
            }

            batch.BatchCommands.Add(command);
        }
    }
}
