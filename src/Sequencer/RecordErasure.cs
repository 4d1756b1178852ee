using System.Security.Cryptography;
using Netralitas.TransparencyLog;
using Npgsql;

namespace Netralitas.Sequencer;

/// <summary>How the erasure of a record ended.</summary>
public enum ErasureOutcome
{
    /// <summary>Nonce and record are gone, and the tombstone waits for its place.</summary>
    Erased,

    /// <summary>There never was such a record.</summary>
    Unknown,

    /// <summary>Its entry has no place in the log yet, so no tombstone can name it.</summary>
    NotLogged,

    /// <summary>It was erased before.</summary>
    ErasedBefore,
}

/// <summary>Destroys what opens an entry, and has the log tell that it was.</summary>
public static class RecordErasure
{
    // Of two erasures at once the second waits here, and sees what the first did. The role may not lock the row: it may not change it.
    private const string LockSql = "select pg_advisory_xact_lock(hashtextextended('log.erase ' || $1::text, 0))";

    private const string FindSql =
        """
        select o.nonce, e.idx, substring(b.entries from (e.idx % 256)::int * 50 + 3 for 48)
        from log.opening o left join log.entry e using (subject) left join log.bundle b on b.n = e.idx / 256 where o.subject = $1
        """;

    // What is held has no place yet, and nothing in log.opening.
    private const string BeforeSql = "select exists (select from log.erasure where subject = $1), exists (select from log.held where subject = $1)";

    private const string EraseSql = "select log.erase($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

    /// <summary>Erases a record within the caller's transaction, in which the caller also clears its own tables.</summary>
    /// <param name="connection">Connection of the transaction.</param>
    /// <param name="subject">The record.</param>
    /// <param name="basis">Why, as a short word in lower case; it becomes part of what the tombstone commits to.</param>
    /// <param name="decision">Number of the decision.</param>
    /// <param name="now">When.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidDataException">The entry's bundle was damaged; nothing was erased.</exception>
    /// <remarks>All of it or nothing. Of two at once the second waits, and finds it erased. Backups and write-ahead logs keep what they had: their retention is part of the erasure.</remarks>
    public static async Task<ErasureOutcome> EraseAsync(NpgsqlConnection connection, Guid subject, string basis, string decision, DateTimeOffset now, CancellationToken cancel)
    {
        var (outcome, nonce, index, erased) = await FindAsync(connection, subject, cancel);
        if (outcome is not ErasureOutcome.Erased)
        {
            return outcome;
        }

        var entry = CommitmentEntry.TryRead(erased, out var read, out var problem) ? read : throw new InvalidDataException($"Entry {index}: {problem}.");

        var day = DateOnly.FromDateTime(now.UtcDateTime);
        var tombstone = new ErasureRecord(index, MerkleHash.OfLeaf(erased), day, basis).Open(nonce);
        await using var erase = new NpgsqlCommand(EraseSql, connection)
        {
            Parameters =
            {
                new() { Value = subject },
                new() { Value = Guid.CreateVersion7() },
                new() { Value = tombstone.Nonce.ToArray() },
                new() { Value = tombstone.Record.ToArray() },
                new() { Value = tombstone.Entry.ToBytes() },
                new() { Value = SHA256.HashData(nonce) },
                new() { Value = basis },
                new() { Value = decision },
                new() { Value = now },
                new() { Value = DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays((int)entry.Day) },
            },
        };
        await erase.ExecuteNonQueryAsync(cancel);
        return ErasureOutcome.Erased;
    }

    private static async Task<(ErasureOutcome Outcome, byte[] Nonce, long Index, byte[] Entry)> FindAsync(NpgsqlConnection connection, Guid subject, CancellationToken cancel)
    {
        await using (var take = new NpgsqlCommand(LockSql, connection) { Parameters = { new() { Value = subject } } })
        {
            await take.ExecuteNonQueryAsync(cancel);
        }

        await using (var find = new NpgsqlCommand(FindSql, connection) { Parameters = { new() { Value = subject } } })
        await using (var rows = await find.ExecuteReaderAsync(cancel))
        {
            if (await rows.ReadAsync(cancel))
            {
                return rows.IsDBNull(1)
                    ? (ErasureOutcome.NotLogged, [], 0, [])
                    : (ErasureOutcome.Erased, rows.GetFieldValue<byte[]>(0), rows.GetInt64(1), rows.GetFieldValue<byte[]>(2));
            }
        }

        await using var erased = new NpgsqlCommand(BeforeSql, connection) { Parameters = { new() { Value = subject } } };
        await using var standing = await erased.ExecuteReaderAsync(cancel);
        await standing.ReadAsync(cancel);
        return (standing.GetBoolean(0) ? ErasureOutcome.ErasedBefore : standing.GetBoolean(1) ? ErasureOutcome.NotLogged : ErasureOutcome.Unknown, [], 0, []);
    }
}
