using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Sequencer;
using Netralitas.Services.Pledges.Personal;
using Netralitas.Services.Pledges.Storage;
using Netralitas.TransparencyLog;
using Npgsql;

namespace Netralitas.Services.Pledges.Signing;

/// <summary>A promise of the log, and the receipts of the signatures that it covers.</summary>
internal sealed record Receipts(string Promise, IReadOnlyList<SignatureReceipt> Each)
{
    private static readonly Receipts None = new("", []);

    /// <summary>Reads receipts anew for each answer: the record of the request, which is kept long, has no secret that an erasure would have to destroy.</summary>
    /// <param name="db">Context without an open transaction.</param>
    /// <param name="promiseId">As the first answer has it; empty when nothing was added.</param>
    /// <param name="cancel">Gives up.</param>
    internal static async Task<Receipts> ReadAsync(PledgesDb db, string promiseId, CancellationToken cancel)
    {
        if (!Guid.TryParse(promiseId, out var promise))
        {
            return None;
        }

        await db.Database.OpenConnectionAsync(cancel);
        var list = await InclusionPromises.ReadAsync((NpgsqlConnection)db.Database.GetDbConnection(), promise, cancel);
        return new Receipts(list.Note, [.. list.Receipts.Select(receipt => new SignatureReceipt
        {
            SignatureId = receipt.Subject.ToString(),
            Secret = UnsafeByteOperations.UnsafeWrap(receipt.Nonce),
            EntryHash = UnsafeByteOperations.UnsafeWrap(receipt.Leaf),
        })]);
    }

    /// <summary>The receipt of a signature that was promised alone, as it was just recorded.</summary>
    /// <param name="promises">The log's promises.</param>
    /// <param name="signature">The signature.</param>
    /// <param name="record">What its entry commits to.</param>
    internal static Receipts OfOne(InclusionPromises promises, Guid signature, PledgeRecord record)
    {
        var opened = new OpenedEntry(record.Parsed, record.Nonce, record.Record);
        return new Receipts(promises.Alone(opened, record.RecordedAt).Checkpoint.ToString(), [new SignatureReceipt
        {
            SignatureId = signature.ToString(),
            Secret = UnsafeByteOperations.UnsafeWrap(record.Nonce),
            EntryHash = UnsafeByteOperations.UnsafeWrap(opened.Leaf.ToArray()),
        }]);
    }

    /// <summary>The same, read anew; of a signature from before that was promised with a row of its own, that one. None of an erased one.</summary>
    internal static async Task<Receipts> ReadOneAsync(PledgesDb db, InclusionPromises promises, PersonalData personal, Guid promiseId, CancellationToken cancel)
    {
        var found = (await db.Database.SqlQuery<Alone>(
            $"""select nonce as "Nonce", record as "Record", promised_at as "PromisedAt" from log.opening where subject = {promiseId} and promised_at is not null""").ToListAsync(cancel)).SingleOrDefault();
        return found is not null ? OfOne(promises, promiseId, PledgeRecord.Again(found.Nonce, personal.OpenRecord(found.Record), found.PromisedAt))
            : (await db.Database.SqlQuery<bool>($"""select exists (select from log.promise where id = {promiseId}) as "Value" """).ToListAsync(cancel)).Single() ? await ReadAsync(db, promiseId.ToString(), cancel)
            : None;
    }

    private sealed record Alone(byte[] Nonce, byte[] Record, DateTimeOffset PromisedAt);
}
