using System.Buffers;
using Microsoft.Extensions.Logging;
using Netralitas.ServiceDefaults;
using Netralitas.TransparencyLog;
using Npgsql;

namespace Netralitas.Sequencer;

/// <summary>Gives pending entries their places in the tree: a batch in a transaction, one sequencer at a time over all processes.</summary>
/// <param name="source">Connections of the service's own role.</param>
/// <param name="log">Tells what was set aside.</param>
internal sealed partial class EntrySequencer(NpgsqlDataSource source, ILogger<EntrySequencer> log)
{
    /// <summary>Most entries of a batch.</summary>
    internal const int BatchSize = 4096;

    // The row of the state is the only lock: an advisory lock could outlive its transaction in the pool, and REPEATABLE READ would fail where READ COMMITTED waits.
    // A checkpoint must never tell of what a crash of the database takes back, whatever the database's own setting.
    private const string LockSql = "select size, root from log.state where id = 0 for update";
    private const string DurableSql = "set local synchronous_commit = on";

    // Claimed by deleting, never by a cursor: commits come out of order, and what is committed late has a smaller id.
    private const string ClaimSql = "delete from log.pending where id = any(array(select id from log.pending order by id limit $1)) returning id, entry, subject";
    private const string KnownSql = "select subject, leaf_hash from log.entry where subject = any($1)";

    /// <summary>Sequences a batch.</summary>
    /// <param name="cancel">Gives up; nothing has a place then.</param>
    /// <returns>How many entries were taken from the queue; a full batch says that there may be more.</returns>
    /// <remarks>After a crash at any point a batch has its places, whole, or waits as before.</remarks>
    /// <exception cref="InvalidDataException">The tiles do not give the root: the database was damaged. Nothing is sequenced.</exception>
    internal async Task<int> SequenceAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted, cancel);
        var tree = await LockAsync(connection, transaction, cancel);
        var claimed = await ClaimAsync(connection, cancel);
        if (claimed.Count == 0)
        {
            return 0;
        }

        Failpoint.Reach("seq.after_delete_pending");
        var batch = SortedBatch.Of(claimed, await FindKnownAsync(connection, claimed, cancel));
        await using (var write = new NpgsqlBatch(connection, transaction))
        {
            if (batch.Good.Count > 0)
            {
                await AppendAsync(connection, write, tree, batch, cancel);
            }

            SetAside(write, batch.Bad);
            if (write.BatchCommands.Count > 0)
            {
                await write.ExecuteNonQueryAsync(cancel);
            }
        }

        Failpoint.Reach("seq.before_commit");
        await transaction.CommitAsync(cancel);
        Failpoint.Reach("seq.after_commit_before_export");
        foreach (var (entry, reason) in batch.Bad)
        {
            LogQuarantined(entry.Id, reason);
        }

        return claimed.Count;
    }

    private static async Task<TreeState> LockAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { new(DurableSql), new(QueryPlans.ByIndex), new(LockSql) } };
        await using var rows = await batch.ExecuteReaderAsync(cancel);
        await rows.ReadAsync(cancel);
        return new TreeState(rows.GetInt64(0), new MerkleHash(rows.GetFieldValue<byte[]>(1)));
    }

    private static async Task<List<PendingEntry>> ClaimAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var claim = new NpgsqlCommand(ClaimSql, connection) { Parameters = { new() { Value = BatchSize } } };
        var claimed = new List<PendingEntry>();
        await using var rows = await claim.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            claimed.Add(new PendingEntry(rows.GetInt64(0), rows.GetFieldValue<byte[]>(1), rows.GetGuid(2)));
        }

        return claimed;
    }

    private static async Task<Dictionary<Guid, MerkleHash>> FindKnownAsync(NpgsqlConnection connection, IEnumerable<PendingEntry> batch, CancellationToken cancel)
    {
        await using var find = new NpgsqlCommand(KnownSql, connection) { Parameters = { new() { Value = batch.Select(entry => entry.Subject).ToArray() } } };
        var known = new Dictionary<Guid, MerkleHash>();
        await using var rows = await find.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            known.Add(rows.GetGuid(0), new MerkleHash(rows.GetFieldValue<byte[]>(1)));
        }

        return known;
    }

    private static async Task AppendAsync(NpgsqlConnection connection, NpgsqlBatch write, TreeState tree, SortedBatch batch, CancellationToken cancel)
    {
        var stored = await TileStore.ReadTilesAsync(connection, [.. TreeEdge.Tiles(tree.Size)], cancel);
        var edge = TreeEdge.Load(tree.Size, tile => stored.GetValueOrDefault(tile));
        if (edge.Root() != tree.Root)
        {
            throw new InvalidDataException($"The tiles of size {tree.Size} give another root than the state has.");
        }

        var bundles = await AppendToBundlesAsync(connection, tree.Size, batch.Good, cancel);
        foreach (var leaf in batch.Leaves)
        {
            edge.Append(leaf);
        }

        Add(write, "insert into log.entry (idx, leaf_hash, subject) select $1 + n - 1, leaf, subject from unnest($2, $3) with ordinality as e(leaf, subject, n)",
            tree.Size, batch.Leaves.Select(leaf => leaf.ToArray()).ToArray(), batch.Good.Select(entry => entry.Subject).ToArray());
        Add(write, "insert into log.bundle (n, entries) select * from unnest($1, $2) on conflict (n) do update set entries = excluded.entries",
            bundles.Keys.ToArray(), bundles.Values.Select(bundle => bundle.WrittenSpan.ToArray()).ToArray());
        var tiles = edge.TakeChanged();
        Add(write, "insert into log.tile (level, n, hashes) select * from unnest($1, $2, $3) on conflict (level, n) do update set hashes = excluded.hashes",
            tiles.Select(tile => (short)tile.Key.Level).ToArray(), tiles.Select(tile => tile.Key.Index).ToArray(), tiles.Select(tile => tile.Value).ToArray());
        Add(write, "update log.state set size = $1, root = $2 where id = 0", edge.Size, edge.Root().ToArray());
    }

    private static async Task<Dictionary<long, ArrayBufferWriter<byte>>> AppendToBundlesAsync(
        NpgsqlConnection connection, long size, IReadOnlyList<PendingEntry> entries, CancellationToken cancel)
    {
        var bundles = new Dictionary<long, ArrayBufferWriter<byte>>();
        var (last, width) = Math.DivRem(size, TileAddress.FullWidth);
        if (width > 0)
        {
            await using var read = new NpgsqlCommand("select entries from log.bundle where n = $1", connection) { Parameters = { new() { Value = last } } };
            var stored = (byte[]?)await read.ExecuteScalarAsync(cancel) ?? [];
            if (!EntryBundle.TryRead(stored, (int)width, out _, out var problem))
            {
                throw new InvalidDataException($"Bundle {last}: {problem}");
            }

            bundles.Add(last, new ArrayBufferWriter<byte>());
            bundles[last].Write(stored);
        }

        foreach (var (n, entry) in entries.Index())
        {
            var bundle = (size + n) / TileAddress.FullWidth;
            if (!bundles.TryGetValue(bundle, out var written))
            {
                bundles.Add(bundle, written = new ArrayBufferWriter<byte>());
            }

            EntryBundle.Append(written, entry.Bytes);
        }

        return bundles;
    }

    private static void SetAside(NpgsqlBatch write, IReadOnlyList<QuarantinedEntry> bad)
    {
        if (bad.Count > 0)
        {
            Add(write, "insert into log.quarantine (id, entry, subject, reason) select * from unnest($1, $2, $3, $4)",
                bad.Select(b => b.Entry.Id).ToArray(), bad.Select(b => b.Entry.Bytes).ToArray(), bad.Select(b => b.Entry.Subject).ToArray(), bad.Select(b => b.Reason).ToArray());
        }
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

    [LoggerMessage(EventName = "LogQuarantined", Level = LogLevel.Error, Message = "Pending entry {Id} cannot be logged and was set aside in log.quarantine: {Reason}")]
    private partial void LogQuarantined(long id, string reason);
}
