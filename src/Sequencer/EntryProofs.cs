using System.Security.Cryptography;
using Netralitas.TransparencyLog;
using Npgsql;

namespace Netralitas.Sequencer;

/// <summary>How far a record's entry has come.</summary>
public enum EntryState
{
    /// <summary>The log has promised it, and no published checkpoint has it yet.</summary>
    Promised,

    /// <summary>It is in the published log.</summary>
    Proven,

    /// <summary>Its record was erased; the entry stays.</summary>
    Erased,
}

/// <summary>What the holder of a receipt gets.</summary>
/// <param name="State">How far the entry has come.</param>
/// <param name="File">Proof of the entry; its promise while it has none; of an erased record, proof of the tombstone. Null while there is nothing to prove with: ask again.</param>
/// <param name="PromisedUntil">Until when the log has promised it; null when it is there, and when nothing was promised.</param>
public sealed record EntryStanding(EntryState State, TlogProof? File, DateTimeOffset? PromisedUntil);

/// <summary>How a service that keeps the records of its entries sealed opens them for a proof.</summary>
/// <param name="Open">Gives what the entry commits to from what is stored; what was stored in clear it gives as it is.</param>
public sealed record RecordSeal(Func<byte[], byte[]> Open);

/// <summary>Proofs of entries, for those who hold the receipt of the record.</summary>
public sealed class EntryProofs
{
    // Every entry of a log here has 48 bytes and two of length in front of it. One row always: what is unknown costs what is known does.
    private const string FindSql =
        """
        select coalesce(o.nonce, h.nonce), coalesce(o.record, h.record), coalesce(o.promise, h.promise), x.secret_hash, x.tombstone, e.idx,
            coalesce(h.entry, p.entry, substring(b.entries from (e.idx % 256)::int * 50 + 3 for 48)), coalesce(o.promised_at, h.at), coalesce(o.way, h.way)
        from (select $1 as subject) s
            left join log.opening o using (subject)
            left join log.held h using (subject)
            left join log.erasure x using (subject)
            left join log.pending p using (subject)
            left join log.entry e using (subject)
            left join log.bundle b on b.n = e.idx / 256
        """;

    private readonly NpgsqlDataSource source;
    private readonly TileStore tiles;
    private readonly LogSetup setup;

    private readonly InclusionPromises promises;
    private readonly RecordSeal? seal;

    internal EntryProofs(NpgsqlDataSource source, TileStore tiles, LogSetup setup, RecordSeal? seal = null) =>
        (this.source, this.tiles, this.setup, this.seal, promises) = (source, tiles, setup, seal, new InclusionPromises(setup));

    /// <summary>What there is of a record's entry. The files' extra is the opened entry.</summary>
    /// <param name="subject">The record.</param>
    /// <param name="secret">The nonce on its receipt.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Null for a record that was never logged and for a secret that is not its own; nothing tells which.</returns>
    public async Task<EntryStanding?> FindAsync(Guid subject, ReadOnlyMemory<byte> secret, CancellationToken cancel)
    {
        var found = await ReadAsync(subject, cancel);
        var isHolder = CryptographicOperations.FixedTimeEquals(SHA256.HashData(secret.Span), found.SecretHash);
        return isHolder ? await StandingAsync(subject, Unsealed(found), cancel) : null;
    }

    /// <summary>What there is of a record's entry, for who has shown in another way to be the one whom it concerns.</summary>
    /// <param name="subject">The record.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>As above; null for a record that was never logged.</returns>
    public async Task<EntryStanding?> FindOwnAsync(Guid subject, CancellationToken cancel)
    {
        var found = await ReadAsync(subject, cancel);
        return found.Opened is null && found.Tombstone is null ? null : await StandingAsync(subject, Unsealed(found), cancel);
    }

    /// <summary>When to ask again for what is not published yet: after the next checkpoint, in a log with windows the first one after the end of the present window.</summary>
    /// <param name="now">Now.</param>
    public TimeSpan AskAgainAfter(DateTimeOffset now) =>
        setup.CheckpointInterval + (setup.Window is { } window ? WindowRelease.LastEnd(now, window) + window - now : TimeSpan.Zero);

    private async Task<EntryStanding> StandingAsync(Guid subject, Found found, CancellationToken cancel)
    {
        if (found.Tombstone is { } tombstone)
        {
            return new EntryStanding(EntryState.Erased, await ProveAsync(Unsealed(await ReadAsync(tombstone, cancel)), cancel), null);
        }

        return await ProveAsync(found, cancel) is { } proof
            ? new EntryStanding(EntryState.Proven, proof, null)
            : await FindPromiseAsync(subject, found, cancel);
    }

    // Nothing is opened for who has not shown to be the holder.
    private Found Unsealed(Found found) =>
        seal is not null && found.Opened is { } opened ? found with { Opened = opened with { Record = seal.Open(opened.Record.ToArray()) } } : found;

    /// <summary>What the database has; a record that is kept sealed is so in it.</summary>
    private async Task<Found> ReadAsync(Guid subject, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(FindSql);
        command.Parameters.Add(new() { Value = subject });
        await using var rows = await command.ExecuteReaderAsync(cancel);
        await rows.ReadAsync(cancel);
        T? Value<T>(int column) => rows.IsDBNull(column) ? default : rows.GetFieldValue<T>(column);
        var nonce = Value<byte[]>(0);
        var opened = nonce is not null && Value<byte[]>(6) is { } bytes && CommitmentEntry.TryRead(bytes, out var entry, out _) ? new OpenedEntry(entry, nonce, Value<byte[]>(1)!) : null;
        // A record that nobody knows has a hash that no secret has.
        var hash = nonce is not null ? SHA256.HashData(nonce) : Value<byte[]>(3) ?? new byte[SHA256.HashSizeInBytes];
        return new Found(hash, opened, Value<Guid?>(2), Value<DateTimeOffset?>(7), Value<byte[]>(8), Value<Guid?>(4), Value<long?>(5));
    }

    private async Task<TlogProof?> ProveAsync(Found found, CancellationToken cancel)
    {
        if (found is not { Opened: { } opened, Index: { } index } || setup.Published.ReadCheckpoint() is not { } published || index >= published.Checkpoint.Size)
        {
            return null;
        }

        var size = published.Checkpoint.Size;
        var hashes = await tiles.LoadAsync(InclusionProof.Ranges(index, size), size, cancel);
        return new TlogProof(index, InclusionProof.Make(index, size, hashes.Read), published.Note) { Extra = opened.ToBytes() };
    }

    private async Task<EntryStanding> FindPromiseAsync(Guid subject, Found found, CancellationToken cancel)
    {
        if (found is { Opened: { } own, PromisedAt: { } at, Way: null })
        {
            return new EntryStanding(EntryState.Promised, promises.Alone(own, at), promises.UntilOf(at));
        }

        await using var command = source.CreateCommand("select note, until, leaves, array_position(subjects, $2) - 1 from log.promise where id = $1");
        command.Parameters.Add(new() { Value = found.Promise ?? Guid.Empty });
        command.Parameters.Add(new() { Value = subject });
        await using var rows = await command.ExecuteReaderAsync(cancel);
        if (found.Opened is null || !await rows.ReadAsync(cancel) || !SignedNote.TryParse(System.Text.Encoding.UTF8.GetBytes(rows.GetString(0)), out var note, out _))
        {
            return new EntryStanding(EntryState.Promised, null, null);
        }

        var until = rows.GetFieldValue<DateTimeOffset>(1);
        if (found.Way is { } way)
        {
            return new EntryStanding(EntryState.Promised, EntryWay.FileOf(found.Opened, note, way), until);
        }

        var index = rows.GetInt32(3);
        var leaves = rows.GetFieldValue<byte[][]>(2).Select(leaf => new MerkleHash(leaf)).ToList();
        var file = new TlogProof(index, InclusionPromise.Prove(leaves, index), note) { IsPromise = true, Extra = found.Opened.ToBytes() };
        return new EntryStanding(EntryState.Promised, file, until);
    }

    /// <summary>What the database has of a record.</summary>
    private sealed record Found(byte[] SecretHash, OpenedEntry? Opened, Guid? Promise, DateTimeOffset? PromisedAt, byte[]? Way, Guid? Tombstone, long? Index);
}
