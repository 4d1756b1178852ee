using Microsoft.EntityFrameworkCore;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Personal;

/// <summary>Seals the numbers of signatures that were recorded in clear. Run by the migrations: the service's role cannot change a signature.</summary>
internal static class EarlierNumbers
{
    private const int Batch = 1_000;

    /// <summary>Seals all of them, a batch in a transaction.</summary>
    /// <param name="db">Context on the owner's connection, its migrations applied.</param>
    /// <param name="personal">The keys.</param>
    /// <param name="cancel">Stops between batches.</param>
    /// <remarks>
    /// It can be run again: after a crash the next run goes on. Of two signatures of one person under one text and its contests, which declarations of their own allowed
    /// before, both keep their number and the earlier one alone is found by it.
    /// </remarks>
    internal static async Task SealAsync(PledgesDb db, PersonalData personal, CancellationToken cancel)
    {
        while (await SealBatchAsync(db, personal, cancel) == Batch)
        {
        }
    }

    private static async Task<int> SealBatchAsync(PledgesDb db, PersonalData personal, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var earlier = await db.Database.SqlQuery<EarlierSignature>(
            $"""
            select s.id as "Id", s.signer_number as "Number", d.pledge_text_id as "TextId", d.contests as "Contests"
            from pledges.signatures s join pledges.declarations d on d.id = s.declaration_id
            where s.signer_number is not null order by s.id limit {Batch} for update of s
            """).ToListAsync(cancel);
        foreach (var signature in earlier)
        {
            var scope = PledgeScope.Of(signature.TextId, signature.Contests);
            var index = personal.IndexOfNumber(signature.Number);
            var sealedNumber = personal.Seal(Signature.NumberPurpose, signature.Number);
            await db.Database.ExecuteSqlAsync(
                $"""
                update pledges.signatures s set signer_number = null, sealed_number = {sealedNumber}, pledge_scope = {scope},
                    signer_index = case when exists (select from pledges.signatures o where o.signer_index = {index} and o.pledge_scope = {scope} and o.represented = s.represented) then null else {index} end
                where s.id = {signature.Id}
                """, cancel);
        }

        await transaction.CommitAsync(cancel);
        return earlier.Count;
    }

    private sealed record EarlierSignature(Guid Id, string Number, Guid TextId, string[] Contests);
}
