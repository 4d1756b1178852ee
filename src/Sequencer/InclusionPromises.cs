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

    /// <summary>Promises one entry alone: who holds the promise learns nothing of any other. Stored nowhere, for it is made the same again from what is.</summary>
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
