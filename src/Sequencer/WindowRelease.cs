using System.Buffers.Binary;
using System.Security.Cryptography;
using Netralitas.ServiceDefaults;
using Netralitas.TransparencyLog;
using Npgsql;

namespace Netralitas.Sequencer;

/// <summary>Lets go of what waits for its window to end: in an order of chance, and filled up with entries that stand for nothing, so that the log tells neither when a record came nor how many did.</summary>
/// <param name="source">Connections of the service's own role.</param>
/// <param name="padded">The kind of entries that is filled up.</param>
internal sealed class WindowRelease(NpgsqlDataSource source, CommitmentKind padded)
{
    /// <summary>The entries of a day in a window are a multiple of this, and never none.</summary>
    internal const int Multiple = 16;

    // Nobody waits here: another replica that has the row does the same work.
    private const string LockSql = "select until from log.release where id = 0 and until < $1 for update skip locked";

    // Kind and day stand in the entry's first bytes.
    private const string CountSql = "select substring(entry from 1 for 16), count(*) from log.held where at < $1 group by 1";

    private static readonly string ReleaseSql =
        $"""
        with released as (
            delete from log.held where at < $1 returning subject, entry, nonce, record, at, promise, way
        ), dummies as (
            select * from unnest($2, $3, $4, $5, $6) as d(subject, entry, nonce, record, day)
        ), opened as (
            insert into log.opening (subject, nonce, record, promised_at, promise, way)
            select subject, nonce, record, at, promise, way from released union all select subject, nonce, record, null, null, null from dummies
        ), noted as (
            insert into log.dummy (subject, day) select subject, day from dummies{(PlantedBug.Is("windows.forget_dummy") ? " limit 1" : "")}
        )
        insert into log.pending (entry, subject)
        select entry, subject from (select entry, subject from released union all select entry, subject from dummies{(PlantedBug.Is("windows.entry_twice") ? " union all select entry, gen_random_uuid() from released where right(subject::text, 1) = '7'" : "")}) e order by gen_random_uuid()
        """;

    /// <summary>The end of the last window that is over.</summary>
    /// <param name="now">Now.</param>
    /// <param name="window">Length of a window; divides a day.</param>
    internal static DateTimeOffset LastEnd(DateTimeOffset now, TimeSpan window) => new(now.UtcTicks - (now.UtcTicks % window.Ticks), TimeSpan.Zero);

    /// <summary>Begins the windows of a log that had none yet; changes nothing in any other.</summary>
    internal async Task BeginAsync(DateTimeOffset lastEnd, CancellationToken cancel)
    {
        await using var begin = source.CreateCommand("insert into log.release (id, until) values (0, $1) on conflict do nothing");
        begin.Parameters.Add(new() { Value = lastEnd });
        await begin.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Puts what was written before the end of a window into the queue of the log.</summary>
    /// <param name="lastEnd">End of the last window that is over.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>How many entries were let go, with those that stand for nothing; 0 when this window was let go before, or another replica is at it.</returns>
    /// <remarks>All of it or nothing: after a crash the next call does it. Windows that nobody was there to end are ended together with the last one.</remarks>
    internal async Task<int> ReleaseAsync(DateTimeOffset lastEnd, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        // What is counted is what is let go: nothing that is committed meanwhile comes between.
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
        await using (var take = new NpgsqlCommand(LockSql, connection) { Parameters = { new() { Value = lastEnd } } })
        {
            if (await take.ExecuteScalarAsync(cancel) is null)
            {
                return 0;
            }
        }

        var dummies = DummiesFor(await CountAsync(connection, lastEnd, cancel), DateOnly.FromDateTime(lastEnd.AddTicks(-1).UtcDateTime));
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { ReleaseOf(lastEnd, dummies), new("update log.release set until = $1 where id = 0") { Parameters = { new() { Value = lastEnd } } } },
        };
        var released = await batch.ExecuteNonQueryAsync(cancel) - 1;
        Failpoint.Reach("release.before_commit");
        await transaction.CommitAsync(cancel);
        return released;
    }

    /// <summary>Whether a window was let go, by whatever replica.</summary>
    internal async Task<bool> HasEndedAsync(DateTimeOffset lastEnd, CancellationToken cancel)
    {
        await using var look = source.CreateCommand("select exists (select from log.release where id = 0 and until >= $1)");
        look.Parameters.Add(new() { Value = lastEnd });
        return (bool)(await look.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>How many entries that stand for nothing a window needs.</summary>
    /// <param name="entries">Entries that are let go, by the day that they show.</param>
    /// <param name="ownDay">The day of the window: it is filled up also when nothing came.</param>
    internal static IReadOnlyDictionary<DateOnly, int> Missing(IReadOnlyDictionary<DateOnly, long> entries, DateOnly ownDay) =>
        entries.Keys.Append(ownDay).Distinct().ToDictionary(day => day, day => MissingTo(entries.GetValueOrDefault(day)));

    private static int MissingTo(long count) => count == 0 ? Multiple : (int)((Multiple - (count % Multiple)) % Multiple);

    private async Task<Dictionary<DateOnly, long>> CountAsync(NpgsqlConnection connection, DateTimeOffset lastEnd, CancellationToken cancel)
    {
        await using var count = new NpgsqlCommand(CountSql, connection) { Parameters = { new() { Value = lastEnd } } };
        await using var rows = await count.ExecuteReaderAsync(cancel);
        var counts = new Dictionary<DateOnly, long>();
        while (await rows.ReadAsync(cancel))
        {
            var head = rows.GetFieldValue<byte[]>(0);
            if ((CommitmentKind)head[5] == padded)
            {
                counts.Add(DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays((int)BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(8))), rows.GetInt64(1));
            }
        }

        return counts;
    }

    private List<(DateOnly Day, OpenedEntry Entry)> DummiesFor(Dictionary<DateOnly, long> counts, DateOnly ownDay) =>
        [.. Missing(counts, ownDay).SelectMany(day => Enumerable.Range(0, day.Value).Select(_ => (day.Key, new DummyRecord(day.Key).Open(padded, RandomNumberGenerator.GetBytes(CommitmentEntry.NonceLength)))))];

    private static NpgsqlBatchCommand ReleaseOf(DateTimeOffset lastEnd, List<(DateOnly Day, OpenedEntry Entry)> dummies) => new(ReleaseSql)
    {
        Parameters =
        {
            new() { Value = lastEnd },
            new() { Value = dummies.Select(_ => Guid.NewGuid()).ToArray() },
            new() { Value = dummies.Select(dummy => dummy.Entry.Entry.ToBytes()).ToArray() },
            new() { Value = dummies.Select(dummy => dummy.Entry.Nonce.ToArray()).ToArray() },
            new() { Value = dummies.Select(dummy => dummy.Entry.Record.ToArray()).ToArray() },
            new() { Value = dummies.Select(dummy => dummy.Day).ToArray() },
        },
    };
}
