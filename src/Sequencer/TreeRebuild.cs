using Netralitas.TransparencyLog;
using Npgsql;

namespace Netralitas.Sequencer;

/// <summary>Makes the tree's tiles again from its bundles of entries.</summary>
/// <param name="source">Connections of the service's own role.</param>
internal sealed class TreeRebuild(NpgsqlDataSource source)
{
    private const int BundlesAtOnce = 64;
    private const string ReadSql = "select n, entries from log.bundle where n >= $1 order by n limit $2";
    private const string WriteSql = "insert into log.tile (level, n, hashes) select * from unnest($1, $2, $3) on conflict (level, n) do update set hashes = excluded.hashes";

    /// <summary>Rebuilds the tiles; nothing is sequenced meanwhile.</summary>
    /// <returns>Entries of the tree.</returns>
    /// <remarks>All or nothing. The files are made again by the next publication when their folder has no checkpoint.</remarks>
    /// <exception cref="InvalidDataException">The entries do not give the root in the state; the tiles are as they were.</exception>
    internal async Task<long> RunAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var tree = await LockAsync(connection, cancel);
        var edge = TreeEdge.Load(0, _ => default);
        while (edge.Size < tree.Size)
        {
            var before = edge.Size;
            await AppendAsync(connection, edge, tree.Size, cancel);
            if (edge.Size == before)
            {
                throw new InvalidDataException($"There are {edge.Size} entries, and the tree has {tree.Size}.");
            }

            await WriteAsync(connection, edge.TakeChanged(), cancel);
        }

        if (edge.Root() != tree.Root)
        {
            throw new InvalidDataException($"The {tree.Size} entries give another root than the state has.");
        }

        await transaction.CommitAsync(cancel);
        return tree.Size;
    }

    private static async Task<TreeState> LockAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var take = new NpgsqlCommand("select size, root from log.state where id = 0 for update", connection);
        await using var rows = await take.ExecuteReaderAsync(cancel);
        await rows.ReadAsync(cancel);
        return new TreeState(rows.GetInt64(0), new MerkleHash(rows.GetFieldValue<byte[]>(1)));
    }

    private static async Task AppendAsync(NpgsqlConnection connection, TreeEdge edge, long size, CancellationToken cancel)
    {
        await using var read = new NpgsqlCommand(ReadSql, connection) { Parameters = { new() { Value = edge.Size / TileAddress.FullWidth }, new() { Value = BundlesAtOnce } } };
        await using var rows = await read.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            var n = rows.GetInt64(0);
            var width = (int)Math.Min(TileAddress.FullWidth, size - edge.Size);
            if (n != edge.Size / TileAddress.FullWidth || !EntryBundle.TryRead(rows.GetFieldValue<byte[]>(1), width, out var entries, out var problem))
            {
                throw new InvalidDataException($"Bundle {edge.Size / TileAddress.FullWidth} is missing or damaged.");
            }

            foreach (var entry in entries)
            {
                edge.Append(MerkleHash.OfLeaf(entry.Span));
            }
        }
    }

    private static async Task WriteAsync(NpgsqlConnection connection, IReadOnlyList<KeyValuePair<TileAddress, byte[]>> tiles, CancellationToken cancel)
    {
        await using var write = new NpgsqlCommand(WriteSql, connection)
        {
            Parameters =
            {
                new() { Value = tiles.Select(tile => (short)tile.Key.Level).ToArray() },
                new() { Value = tiles.Select(tile => tile.Key.Index).ToArray() },
                new() { Value = tiles.Select(tile => tile.Value).ToArray() },
            },
        };
        await write.ExecuteNonQueryAsync(cancel);
    }
}
