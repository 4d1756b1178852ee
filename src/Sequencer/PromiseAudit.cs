using Npgsql;

namespace Netralitas.Sequencer;

/// <summary>Whether the log keeps its promises.</summary>
/// <param name="source">Connections of the service's own role.</param>
internal sealed class PromiseAudit(NpgsqlDataSource source)
{
    private const int AtOnce = 500;

    // Kept is a promise all of whose entries are published with the very hash that was promised. The oldest first: those that are overdue stay at the front until somebody acts.
    private const string SettleSql =
        """
        update log.promise p set kept_at = $2
        where p.id = any(array(select id from log.promise where kept_at is null order by until limit $3))
            and not exists (
                select from unnest(p.subjects, p.leaves) as r(subject, leaf) left join log.entry e using (subject)
                where e.idx is null or e.idx >= $1 or e.leaf_hash <> r.leaf)
        """;

    private const string OverdueSql = "select count(*) from log.promise where kept_at is null and until < $1";

    // What was promised alone has no row of its own: it waits somewhere, or lies beyond what is published. What is nowhere is found by LogCounts.
    private const string OverdueAloneSql =
        """
        select (select count(*) from log.held where at < $1)
            + (select count(*) from log.pending p join log.opening o using (subject) where o.promised_at < $1)
            + (select count(*) from log.entry e join log.opening o using (subject) where e.idx >= $2 and o.promised_at < $1)
        """;

    /// <summary>Marks the promises that are kept, and counts those that are overdue.</summary>
    /// <param name="size">Entries of the published log.</param>
    /// <param name="now">Now.</param>
    /// <param name="delay">Within which what was promised alone is published.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Promises whose time is over and whose entries are not all published.</returns>
    internal async Task<long> RunAsync(long size, DateTimeOffset now, TimeSpan delay, CancellationToken cancel)
    {
        for (var settled = AtOnce; settled == AtOnce;)
        {
            await using var settle = source.CreateCommand(SettleSql);
            settle.Parameters.Add(new() { Value = size });
            settle.Parameters.Add(new() { Value = now });
            settle.Parameters.Add(new() { Value = AtOnce });
            settled = await settle.ExecuteNonQueryAsync(cancel);
        }

        await using var count = source.CreateCommand(OverdueSql);
        count.Parameters.Add(new() { Value = now });
        await using var alone = source.CreateCommand(OverdueAloneSql);
        alone.Parameters.Add(new() { Value = now - delay });
        alone.Parameters.Add(new() { Value = size });
        return (long)(await count.ExecuteScalarAsync(cancel))! + (long)(await alone.ExecuteScalarAsync(cancel))!;
    }
}
