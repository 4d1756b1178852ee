using Netralitas.TransparencyLog;
using Npgsql;

namespace Netralitas.Sequencer;

/// <summary>Proofs of entries, for those who may see the record.</summary>
public sealed class EntryProofs
{
    private readonly NpgsqlDataSource source;
    private readonly TileStore tiles;
    private readonly LogSetup setup;

    internal EntryProofs(NpgsqlDataSource source, TileStore tiles, LogSetup setup) => (this.source, this.tiles, this.setup) = (source, tiles, setup);

    /// <summary>The proof that a record's entry is in the published tree; nonce and record are its extra bytes.</summary>
    /// <param name="subject">The record.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Null while the entry has no place in a published tree, or when the record was never logged or is erased.</returns>
    public async Task<TlogProof?> FindAsync(Guid subject, CancellationToken cancel)
    {
        await using var command = source.CreateCommand("select e.idx, o.nonce, o.record from log.entry e join log.opening o using (subject) where subject = $1");
        command.Parameters.Add(new() { Value = subject });
        await using var rows = await command.ExecuteReaderAsync(cancel);
        if (!await rows.ReadAsync(cancel))
        {
            return null;
        }

        var index = rows.GetInt64(0);
        byte[] extra = [.. rows.GetFieldValue<byte[]>(1), .. rows.GetFieldValue<byte[]>(2)];
        if (setup.Published.ReadCheckpoint() is not { } published || index >= published.Checkpoint.Size)
        {
            return null;
        }

        var size = published.Checkpoint.Size;
        var hashes = await tiles.LoadAsync(InclusionProof.Ranges(index, size), size, cancel);
        return new TlogProof(index, InclusionProof.Make(index, size, hashes.Read), published.Note) { Extra = extra };
    }
}
