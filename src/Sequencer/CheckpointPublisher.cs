using Microsoft.Extensions.Logging;
using Netralitas.ServiceDefaults;
using Netralitas.TransparencyLog;
using Npgsql;

namespace Netralitas.Sequencer;

/// <summary>Exports what the tree gained, signs it, and publishes it: in this order, and only when it continues all that was signed before.</summary>
internal sealed partial class CheckpointPublisher(NpgsqlDataSource source, TileStore tiles, LogSetup setup, WitnessClient witnesses, ILogger<CheckpointPublisher> log)
{
    // 5 MB of tiles and bundles at a time, however far the export is behind.
    private const int TilesAtOnce = 256;

    /// <summary>Checks that the tree continues what was signed, by all that remembers it: the folder of the last signed checkpoint, what is published, the database, the witnesses.</summary>
    /// <exception cref="SigningRefusedException">It does not.</exception>
    internal async Task CheckAsync(CancellationToken cancel)
    {
        var seen = await witnesses.LatestAsync(cancel);
        await CheckAsync(seen, cancel);
    }

    /// <summary>Publishes the tree as it is.</summary>
    /// <param name="evenUnchanged">Publishes the size that is published already once more.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>False when there was nothing to do, or another process is at it.</returns>
    /// <remarks>After a crash at any point the next call publishes a tree that continues whatever was signed; files that nobody was told of are written again, the same to the byte.</remarks>
    /// <exception cref="SigningRefusedException">The tree does not continue what was signed.</exception>
    internal async Task<bool> PublishAsync(bool evenUnchanged, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var take = new NpgsqlCommand("select id from log.publication where id = 0 for update skip locked", connection, transaction);
        using var held = await take.ExecuteScalarAsync(cancel) is null ? null : setup.Signed.TryHold();
        if (held is null)
        {
            return false;
        }

        var published = setup.Published.ReadCheckpoint()?.Checkpoint.Size;
        var tree = await CheckAsync([], cancel);
        if (published == tree.Size && !evenUnchanged)
        {
            return false;
        }

        await ExportAsync(published ?? 0, tree.Size, cancel);
        Failpoint.Reach("export.after_tile_before_checkpoint");
        var note = await SignAsync(tree, cancel);
        setup.Published.Publish(note);
        await NoteAsync(connection, transaction, tree, note, cancel);
        await transaction.CommitAsync(cancel);
        setup.Published.RemovePartials(published ?? 0, tree.Size);
        return true;
    }

    /// <summary>Writes the tiles and bundles that a tree has and a smaller one has not.</summary>
    internal async Task ExportAsync(long oldSize, long size, CancellationToken cancel)
    {
        foreach (var some in TileAddress.Between(oldSize, size).Chunk(TilesAtOnce))
        {
            setup.Published.Write(await tiles.ReadAsync(some, cancel));
        }
    }

    private async Task<TreeState> CheckAsync(IEnumerable<Checkpoint> seen, CancellationToken cancel)
    {
        // What was signed is read before the tree: another process may add to both meanwhile, and signs nothing that is not in the tree.
        var last = setup.Signed.Read()?.Checkpoint;
        Checkpoint?[] others = [setup.Published.ReadCheckpoint()?.Checkpoint, await ReadSignedAsync(cancel), .. seen];
        if (last is null && others.OfType<Checkpoint>().MaxBy(other => other.Size) is { } known)
        {
            throw new SigningRefusedException($"The log has signed size {known.Size}, and the folder of what it signed last is empty: is its volume mounted?");
        }

        var tree = await tiles.ReadStateAsync(cancel);
        foreach (var signed in others.Append(last).OfType<Checkpoint>().DistinctBy(checkpoint => (checkpoint.Size, checkpoint.Root)))
        {
            if (signed.Size > tree.Size)
            {
                throw new SigningRefusedException($"The tree has {tree.Size} entries, and the log has signed {signed.Size}: the database was set back.");
            }

            if (!await tiles.ContinuesAsync(tree, signed.Size, signed.Root, cancel))
            {
                throw new SigningRefusedException($"The tree of {tree.Size} entries does not continue the one of {signed.Size} that the log has signed.");
            }
        }

        return tree;
    }

    private async Task<Checkpoint?> ReadSignedAsync(CancellationToken cancel)
    {
        await using var command = source.CreateCommand("select size, root from log.signed order by size desc limit 1");
        await using var rows = await command.ExecuteReaderAsync(cancel);
        return await rows.ReadAsync(cancel) ? new Checkpoint(setup.Origin, rows.GetInt64(0), new MerkleHash(rows.GetFieldValue<byte[]>(1))) : null;
    }

    private async Task<SignedNote> SignAsync(TreeState tree, CancellationToken cancel)
    {
        var root = PlantedBug.Is("log.another_tree") && tree.Size > 0 && tree.Size % 4 == 0 ? MerkleHash.OfNode(tree.Root, tree.Root) : tree.Root;
        var checkpoint = new Checkpoint(setup.Origin, tree.Size, root);
        var note = checkpoint.Sign(setup.Key);
        setup.Signed.Write(note);
        Failpoint.Reach("sign.after_sign_before_publish");
        var cosignatures = await witnesses.CosignAsync(note, checkpoint, cancel);
        if (cosignatures.Count < setup.Quorum)
        {
            LogBelowQuorum(tree.Size, cosignatures.Count, setup.Quorum);
        }

        return note.With(cosignatures);
    }

    private static async Task NoteAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, TreeState tree, SignedNote note, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "insert into log.signed (size, root, note) values ($1, $2, $3) on conflict (size) do update set note = excluded.note, at = clock_timestamp()", connection, transaction)
        {
            Parameters = { new() { Value = tree.Size }, new() { Value = tree.Root.ToArray() }, new() { Value = note.ToString() } },
        };
        await command.ExecuteNonQueryAsync(cancel);
    }

    [LoggerMessage(EventName = "BelowQuorum", Level = LogLevel.Error, Message = "The checkpoint of size {Size} is published with {Count} signatures of witnesses, not {Quorum}")]
    private partial void LogBelowQuorum(long size, int count, int quorum);
}
