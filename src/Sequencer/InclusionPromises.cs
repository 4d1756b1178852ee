using Netralitas.TransparencyLog;
using Npgsql;

namespace Netralitas.Sequencer;

/// <summary>Records that were promised together.</summary>
/// <param name="Note">The promise as it was signed.</param>
/// <param name="Receipts">The records in the order of the promise, and what opens each; without those that were erased since.</param>
public sealed record PromisedList(string Note, IReadOnlyList<PromisedRecord> Receipts);

/// <summary>A record that was promised.</summary>
/// <param name="Subject">The record.</param>
/// <param name="Position">Its place in the promise, from 0.</param>
/// <param name="Leaf">Hash of its entry.</param>
/// <param name="Nonce">The secret of its receipt.</param>
public sealed record PromisedRecord(Guid Subject, int Position, byte[] Leaf, byte[] Nonce);

/// <summary>A promise of entries none of whose holders learns of the others.</summary>
/// <param name="Id">What the entries name it by.</param>
/// <param name="Note">The promise as it was signed.</param>
/// <param name="Ways">For each entry, as it is stored with it.</param>
public sealed record BlindedPromise(Guid Id, SignedNote Note, IReadOnlyList<byte[]> Ways);

/// <summary>An entry's way in a <see cref="BlindedTree"/>, as it is stored: its place (1 byte), and the hashes.</summary>
public static class EntryWay
{
    internal static byte[] Of((int Index, MerkleHash[] Hashes) way) => [(byte)way.Index, .. way.Hashes.SelectMany(hash => hash.ToArray())];

    /// <summary>The file of the promise, for its holder.</summary>
    /// <param name="opened">The entry.</param>
    /// <param name="note">The promise.</param>
    /// <param name="way">The way.</param>
    public static TlogProof FileOf(OpenedEntry opened, SignedNote note, byte[] way) =>
        new(way[0], [.. way.Skip(1).Chunk(MerkleHash.Length).Select(hash => new MerkleHash(hash))], note) { IsPromise = true, Extra = opened.ToBytes() };
}

/// <summary>The log's signed promises: to have what was recorded within the maximum merge delay.</summary>
public sealed class InclusionPromises
{
    private readonly LogSetup setup;

    internal InclusionPromises(LogSetup setup) => this.setup = setup;

    /// <summary>Promises entries that are pending, within the transaction that makes them so.</summary>
    /// <param name="connection">Its connection.</param>
    /// <param name="id">Id of the promise; what opens the entries names it.</param>
    /// <param name="promised">Records and their entries, one at least.</param>
    /// <param name="now">When it is promised.</param>
    /// <param name="cancel">Gives up.</param>
    /// <remarks>One signature for all of them. A promise is given to nobody before the transaction commits, so a crash leaves none that is not kept.</remarks>
    public async Task GiveAsync(NpgsqlConnection connection, Guid id, IReadOnlyCollection<(Guid Subject, byte[] Entry)> promised, DateTimeOffset now, CancellationToken cancel)
    {
        var leaves = promised.Select(each => MerkleHash.OfLeaf(each.Entry)).ToList();
        var note = InclusionPromise.Sign(setup.Key, leaves, now, setup.MaximumMergeDelay);
        await using var insert = new NpgsqlCommand("insert into log.promise (id, note, subjects, leaves, until) values ($1, $2, $3, $4, $5)", connection)
        {
            Parameters =
            {
                new() { Value = id },
                new() { Value = note.ToString() },
                new() { Value = promised.Select(each => each.Subject).ToArray() },
                new() { Value = leaves.Select(leaf => leaf.ToArray()).ToArray() },
                new() { Value = now + setup.MaximumMergeDelay },
            },
        };
        await insert.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Promises entries that become held together, with one signature: who holds one of the promises learns nothing of any other entry, nor how many there are.</summary>
    /// <param name="entries">Entries, with what opens them; one at least.</param>
    /// <param name="at">When they are written.</param>
    /// <returns>Promises of up to <see cref="BlindedTree.Places"/> entries each, in the order of the entries; the caller stores them with the entries.</returns>
    /// <remarks>Nobody may have one before the transaction that makes the entries held has committed.</remarks>
    public IReadOnlyList<BlindedPromise> Blinded(IEnumerable<OpenedEntry> entries, DateTimeOffset at) =>
        [.. entries.Chunk(BlindedTree.Places).Select(some =>
        {
            var tree = BlindedTree.Of([.. some.Select(entry => entry.Leaf)]);
            return new BlindedPromise(Guid.CreateVersion7(), InclusionPromise.Sign(setup.Key, tree, at, setup.MaximumMergeDelay), [.. some.Index().Select(entry => EntryWay.Of(tree.WayOf(entry.Index)))]);
        })];

    /// <summary>Promises one entry alone. Stored nowhere, for it is made the same again from what is.</summary>
    /// <param name="opened">The entry, with what opens it; it is pending or held.</param>
    /// <param name="at">When it was written.</param>
    /// <returns>The file of the promise; the same each time. Nobody may have it before the transaction that made the entry wait has committed.</returns>
    public TlogProof Alone(OpenedEntry opened, DateTimeOffset at) =>
        new(0, [], InclusionPromise.Sign(setup.Key, [opened.Leaf], at, setup.MaximumMergeDelay)) { IsPromise = true, Extra = opened.ToBytes() };

    /// <summary>Until when an entry is promised that was written at an instant.</summary>
    public DateTimeOffset UntilOf(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds()) + setup.MaximumMergeDelay;

    /// <summary>A promise, and what the holders of its receipts are given.</summary>
    /// <param name="connection">Any connection to the database.</param>
    /// <param name="id">Id of the promise.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidOperationException">There is no such promise.</exception>
    public static async Task<PromisedList> ReadAsync(NpgsqlConnection connection, Guid id, CancellationToken cancel)
    {
        await using var read = new NpgsqlCommand(
            """
            select p.note, r.subject, r.n, r.leaf, o.nonce
            from log.promise p cross join unnest(p.subjects, p.leaves) with ordinality as r(subject, leaf, n) left join log.opening o on o.subject = r.subject
            where p.id = $1 order by r.n
            """, connection)
        {
            Parameters = { new() { Value = id } },
        };
        var (note, receipts) = ("", new List<PromisedRecord>());
        await using var rows = await read.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            note = rows.GetString(0);
            if (!rows.IsDBNull(4))
            {
                receipts.Add(new PromisedRecord(rows.GetGuid(1), (int)rows.GetInt64(2) - 1, rows.GetFieldValue<byte[]>(3), rows.GetFieldValue<byte[]>(4)));
            }
        }

        return note.Length > 0 ? new PromisedList(note, receipts) : throw new InvalidOperationException("There is no such promise.");
    }
}
