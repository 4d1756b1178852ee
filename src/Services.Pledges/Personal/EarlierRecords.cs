using Microsoft.EntityFrameworkCore;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Personal;

/// <summary>Seals what opens the log's entries of signatures, where it was stored in clear. Run by the migrations: the service's role cannot change it.</summary>
internal static class EarlierRecords
{
    private const int Batch = 1_000;

    /// <summary>Seals all of them, a batch in a transaction. What they open to, and so every proof, stays the same to the byte.</summary>
    /// <param name="db">Context on the owner's connection, its migrations applied.</param>
    /// <param name="personal">The keys.</param>
    /// <param name="cancel">Stops between batches.</param>
    /// <remarks>It can be run again: after a crash, or after a replica of before has written more in clear, the next run goes on. An index has those alone that are in clear.</remarks>
    internal static async Task SealAsync(PledgesDb db, PersonalData personal, CancellationToken cancel)
    {
        while (await SealBatchAsync(db, personal, cancel) == Batch)
        {
        }
    }

    private static async Task<int> SealBatchAsync(PledgesDb db, PersonalData personal, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var clear = await db.Database.SqlQuery<ClearRecord>(
            $"""
            select o.subject as "Subject", o.record as "Record" from log.opening o join pledges.signatures s on s.id = o.subject
            where get_byte(o.record, 0) <> 1 limit {Batch} for update of o
            """).ToListAsync(cancel);
        foreach (var opening in clear)
        {
            var sealedRecord = personal.SealRecord(opening.Record);
            await db.Database.ExecuteSqlAsync($"update log.opening set record = {sealedRecord} where subject = {opening.Subject}", cancel);
        }

        await transaction.CommitAsync(cancel);
        return clear.Count;
    }

    private sealed record ClearRecord(Guid Subject, byte[] Record);
}
