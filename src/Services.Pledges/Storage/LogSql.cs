using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Netralitas.Sequencer;
using Netralitas.TransparencyLog;
using Npgsql;

namespace Netralitas.Services.Pledges.Storage;

/// <summary>Entries of the log that come one at a time; those of signatures are written with them (<see cref="SignatureSql"/>).</summary>
internal static class LogSql
{
    /// <summary>Gives a record its entry in the log, what opens that, and the log's promise, within the caller's transaction.</summary>
    /// <param name="db">Context with an open transaction.</param>
    /// <param name="promises">The log's promises.</param>
    /// <param name="subject">The record.</param>
    /// <param name="kind">Kind of the entry.</param>
    /// <param name="record">Canonical bytes.</param>
    /// <param name="now">When; of it the entry shows the day, in UTC.</param>
    /// <param name="cancel">Gives up.</param>
    internal static async Task CommitToAsync(
        this PledgesDb db, InclusionPromises promises, Guid subject, CommitmentKind kind, byte[] record, DateTimeOffset now, CancellationToken cancel)
    {
        var nonce = RandomNumberGenerator.GetBytes(CommitmentEntry.NonceLength);
        var day = (uint)(DateOnly.FromDateTime(now.UtcDateTime).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber);
        var entry = new CommitmentEntry(kind, day, CommitmentEntry.Commit(nonce, record)).ToBytes();
        var promise = Guid.CreateVersion7();
        await db.Database.ExecuteSqlAsync($"insert into log.pending (entry, subject) values ({entry}, {subject})", cancel);
        await db.Database.ExecuteSqlAsync($"insert into log.opening (subject, nonce, record, promise) values ({subject}, {nonce}, {record}, {promise})", cancel);
        await promises.GiveAsync((NpgsqlConnection)db.Database.GetDbConnection(), promise, [(subject, entry)], now, cancel);
    }

    /// <summary>The secrets by which the proofs of records are had; none of a record that has no entry.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, byte[]>> SecretsOfAsync(this PledgesDb db, Guid[] subjects, CancellationToken cancel) =>
        (await db.Database.SqlQuery<Secret>($"""select subject as "Subject", nonce as "Nonce" from log.opening where subject = any({subjects})""").ToListAsync(cancel))
            .ToDictionary(secret => secret.Subject, secret => secret.Nonce);

    private sealed record Secret(Guid Subject, byte[] Nonce);
}
