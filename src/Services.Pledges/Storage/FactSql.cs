using Microsoft.EntityFrameworkCore;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Storage;

/// <summary>What a withdrawal must know of a signature.</summary>
internal sealed record FoundSignature(Guid Id, Guid DeclarationId, string RegionCode);

/// <summary>Facts about people that are no signature, within the caller's transaction.</summary>
internal static class FactSql
{
    internal static async Task<FoundSignature?> FindSignatureAsync(this PledgesDb db, Guid id, CancellationToken cancel) =>
        (await db.Database.SqlQuery<FoundSignature>(
            $"""
            select s.id as "Id", s.declaration_id as "DeclarationId", d.region_code as "RegionCode"
            from pledges.signatures s join pledges.declarations d on d.id = s.declaration_id where s.id = {id}
            """).ToListAsync(cancel)).SingleOrDefault();

    /// <summary>Notes a withdrawal, and takes the signature out of the coverage where it was counted.</summary>
    /// <returns>False when it was withdrawn before.</returns>
    internal static async Task<bool> NoteWithdrawalAsync(
        this PledgesDb db, Guid factId, FoundSignature signature, string reason, Office office, DateTimeOffset now, CancellationToken cancel)
    {
        var isNew = await db.Database.ExecuteSqlAsync(
            $"""
            insert into pledges.pledge_facts (id, kind, declaration_id, signature_id, reason, recorded_by, recorded_at)
            values ({factId}, 'Withdrawn', {signature.DeclarationId}, {signature.Id}, {reason}, {office.ToString()}, {now})
            on conflict (signature_id) where kind = 'Withdrawn' do nothing
            """, cancel) == 1;
        if (isNew)
        {
            await db.TakeOutOfCoverageAsync(signature, cancel);
        }

        return isNew;
    }

    /// <summary>Takes a signature that is about to be erased out of the coverage, unless its withdrawal did. It stays in its declaration's counts.</summary>
    /// <remarks>Needs the rosters' lock alone: no withdrawal takes it out beside this.</remarks>
    internal static async Task TakeErasedOutOfCoverageAsync(this PledgesDb db, Guid id, CancellationToken cancel)
    {
        var isWithdrawn = (await db.Database.SqlQuery<bool>(
            $"""select exists (select from pledges.pledge_facts where kind = 'Withdrawn' and signature_id = {id}) as "Value" """).ToListAsync(cancel)).Single();
        if (!isWithdrawn && await db.FindSignatureAsync(id, cancel) is { } signature)
        {
            await db.TakeOutOfCoverageAsync(signature, cancel);
        }
    }

    // Of an erased signature nothing is left by which it was counted: it is not taken out again.
    private static Task<int> TakeOutOfCoverageAsync(this PledgesDb db, FoundSignature signature, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync(
            $"""
            with signed as (select * from pledges.signatures where id = {signature.Id}),
            known as (
                select e.* from pledges.roster_entries e, signed s
                where s.represented = '' and ((s.signer_index is not null and e.person_index = s.signer_index) or (s.signer_index is null and e.post_index = s.post_index))),
            removed as (delete from pledges.pledged where signature_id = {signature.Id} returning entry_id, pledge_scope),
            counted as (
                insert into pledges.coverage_deltas (pledge_scope, region_code, agency_id, category, position, day, pledged)
                select r.pledge_scope, e.region_code, e.agency_id, e.category, e.position_key, s.signed_on, -1 from removed r cross join signed s join pledges.roster_entries e on e.id = r.entry_id where e.is_counted)
            insert into pledges.coverage_deltas (pledge_scope, region_code, position, day, on_behalf, outside)
            select s.pledge_scope, {signature.RegionCode}, s.position_key, s.signed_on, case when s.represented <> '' then -1 else 0 end, case when s.represented = '' then -1 else 0 end
            from signed s where s.pledge_scope is not null and (s.represented <> '' or (not exists (select from removed)
                and (select count(*) from known k where s.signer_index is not null or k.is_counted) <> 1))
            """, cancel);

    /// <summary>Notes a refusal, unless the person's was noted before.</summary>
    /// <returns>The fact that stands.</returns>
    internal static async Task<Guid> NoteRefusalAsync(
        this PledgesDb db, Guid factId, Guid declarationId, Guid? personIndex, byte[] sealedPerson, string reason, Office office, DateTimeOffset now, CancellationToken cancel)
    {
        var isNew = await db.Database.ExecuteSqlAsync(
            $"""
            insert into pledges.pledge_facts (id, kind, declaration_id, person_index, sealed, reason, recorded_by, recorded_at)
            values ({factId}, 'Refused', {declarationId}, {personIndex}, {sealedPerson}, {reason}, {office.ToString()}, {now})
            on conflict (declaration_id, person_index) where kind = 'Refused' and person_index is not null do nothing
            """, cancel) == 1;
        return isNew ? factId : (await db.Database.SqlQuery<Guid>(
            $"""select id as "Value" from pledges.pledge_facts where declaration_id = {declarationId} and person_index = {personIndex} and kind = 'Refused'""").ToListAsync(cancel)).Single();
    }
}
