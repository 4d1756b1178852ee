using Netralitas.TransparencyLog;
using Netralitas.TransparencyLog.Monitoring;
using Npgsql;

namespace Netralitas.Sequencer;

/// <summary>What a service records that its log must have an entry for.</summary>
/// <param name="Kind">Kind of its entries.</param>
/// <param name="Sql">Gives a row for each record: <c>subject</c> and <c>day</c>, the date in UTC that its entry shows.</param>
public sealed record LoggedRecords(CommitmentKind Kind, string Sql);

/// <summary>The database's own counts, to be held against the public log.</summary>
/// <param name="source">Connections of the service's own role.</param>
/// <param name="records">What the service records; tombstones are added to it.</param>
internal sealed class LogCounts(NpgsqlDataSource source, IEnumerable<LoggedRecords> records)
{
    private static readonly LoggedRecords Tombstones = new(CommitmentKind.Erasure, "select tombstone as subject, (at at time zone 'UTC')::date as day from log.erasure");

    /// <summary>Records that should be among the first entries of the log: all that have no later place and do not wait for one or for the end of a window.</summary>
    /// <param name="size">Entries of the published log.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Counts by day and kind. A record without entry, neither pending nor held, is counted, so that the log lacks it.</returns>
    internal async Task<LogTotals> ReadAsync(long size, CancellationToken cancel)
    {
        var totals = new LogTotals();
        foreach (var (kind, sql) in records.Append(Tombstones))
        {
            // One statement, so one moment: nothing moves from the queue to the tree between two looks.
            await using var command = source.CreateCommand(
                $"""
                select r.day, count(*) from ({sql}) r left join log.entry e using (subject) left join log.pending p using (subject) left join log.held h using (subject)
                where e.idx < $1 or (e.idx is null and p.id is null and h.at is null) group by r.day
                """);
            command.CommandTimeout = 300;
            command.Parameters.Add(new() { Value = size });
            await using var rows = await command.ExecuteReaderAsync(cancel);
            while (await rows.ReadAsync(cancel))
            {
                totals.Add(rows.GetFieldValue<DateOnly>(0), kind, rows.GetInt64(1));
            }
        }

        return totals;
    }
}
