using Netralitas.TransparencyLog;
using Npgsql;

namespace Netralitas.Sequencer;

/// <summary>Size and root of the tree.</summary>
internal readonly record struct TreeState(long Size, MerkleHash Root);

/// <summary>The tree's tiles and bundles in the database, as they were at any size up to the present one.</summary>
/// <param name="source">Connections of the service's own role.</param>
internal sealed class TileStore(NpgsqlDataSource source)
{
    private const string TilesSql = "select t.level, t.n, t.hashes from unnest($1, $2) as wanted(level, n) join log.tile t using (level, n)";

    /// <summary>The tree as it was last committed.</summary>
    internal async Task<TreeState> ReadStateAsync(CancellationToken cancel)
    {
        await using var command = source.CreateCommand("select size, root from log.state where id = 0");
        await using var rows = await command.ExecuteReaderAsync(cancel);
        await rows.ReadAsync(cancel);
        return new TreeState(rows.GetInt64(0), new MerkleHash(rows.GetFieldValue<byte[]>(1)));
    }

    /// <summary>Hashes of a tree, for proofs.</summary>
    /// <param name="ranges">What <see cref="InclusionProof.Ranges"/> or <see cref="ConsistencyProof.Ranges"/> gave.</param>
    /// <param name="size">Entries of the tree; the database's may have grown since.</param>
    /// <param name="cancel">Gives up.</param>
    internal async Task<TileHashes> LoadAsync(IReadOnlyList<LeafRange> ranges, long size, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        return new TileHashes(size, await ReadTilesAsync(connection, TileHashes.Needed(ranges, size), cancel));
    }

    /// <summary>Whether a tree continues another, by the tiles in the database.</summary>
    internal async Task<bool> ContinuesAsync(TreeState tree, long oldSize, MerkleHash oldRoot, CancellationToken cancel) =>
        oldSize <= tree.Size
        && ConsistencyProof.Verify(oldSize, tree.Size, oldRoot, tree.Root, await ProveConsistencyAsync(oldSize, tree.Size, cancel));

    /// <summary>Proof that the tree only grew.</summary>
    internal async Task<MerkleHash[]> ProveConsistencyAsync(long oldSize, long size, CancellationToken cancel)
    {
        var hashes = await LoadAsync(ConsistencyProof.Ranges(oldSize, size), size, cancel);
        return ConsistencyProof.Make(oldSize, size, hashes.Read);
    }

    /// <summary>Tiles and bundles as a tree of the size in their addresses has them.</summary>
    /// <exception cref="InvalidDataException">One is missing, or narrower.</exception>
    internal async Task<IReadOnlyDictionary<TileAddress, ReadOnlyMemory<byte>>> ReadAsync(IReadOnlyCollection<TileAddress> addresses, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var read = await ReadTilesAsync(connection, [.. addresses.Where(address => address.Level != TileAddress.Entries)], cancel);
        var widths = addresses.Where(address => address.Level == TileAddress.Entries).ToDictionary(address => address.Index);
        await using var command = new NpgsqlCommand("select n, entries from log.bundle where n = any($1)", connection) { Parameters = { new() { Value = widths.Keys.ToArray() } } };
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            var address = widths[rows.GetInt64(0)];
            read.Add(address, Prefix(address, rows.GetFieldValue<byte[]>(1)));
        }

        return read.Count == addresses.Count ? read : throw new InvalidDataException($"Of {addresses.Count} tiles {read.Count} are there.");
    }

    /// <summary>Hash tiles, on a connection that may be within a transaction.</summary>
    internal static async Task<Dictionary<TileAddress, ReadOnlyMemory<byte>>> ReadTilesAsync(NpgsqlConnection connection, IReadOnlyCollection<TileAddress> addresses, CancellationToken cancel)
    {
        var widths = addresses.ToDictionary(address => ((short)address.Level, address.Index));
        var read = new Dictionary<TileAddress, ReadOnlyMemory<byte>>(widths.Count);
        if (widths.Count == 0)
        {
            return read;
        }

        await using var command = new NpgsqlCommand(TilesSql, connection)
        {
            Parameters = { new() { Value = widths.Keys.Select(key => key.Item1).ToArray() }, new() { Value = widths.Keys.Select(key => key.Index).ToArray() } },
        };
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            var address = widths[(rows.GetInt16(0), rows.GetInt64(1))];
            var length = address.Width * MerkleHash.Length;
            var hashes = rows.GetFieldValue<byte[]>(2);
            read.Add(address, hashes.Length >= length ? hashes.AsMemory(0, length) : throw TooNarrow(address));
        }

        return read;
    }

    /// <summary>The first entries of a bundle.</summary>
    private static ReadOnlyMemory<byte> Prefix(TileAddress address, ReadOnlyMemory<byte> bundle)
    {
        var end = 0;
        for (var n = 0; n < address.Width; n++)
        {
            if (bundle.Length < end + sizeof(ushort))
            {
                throw TooNarrow(address);
            }

            end += sizeof(ushort) + System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(bundle.Span[end..]);
        }

        return end <= bundle.Length ? bundle[..end] : throw TooNarrow(address);
    }

    private static InvalidDataException TooNarrow(TileAddress address) => new($"Tile {address.Path} is narrower in the database.");
}
