using Microsoft.EntityFrameworkCore;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Rosters;

/// <summary>Brings the roster up to date with staged rows, slice by slice: signing waits for one slice at most.</summary>
/// <remarks>Each slice is one transaction with the line up to which the roster is up to date: after a crash the next call goes on from there.</remarks>
internal sealed class RosterMerge(PledgesDb db)
{
    private const int SliceRows = 5_000;

    /// <summary>Merges what is left of an upload.</summary>
    /// <param name="uploadId">An upload that was staged.</param>
    /// <param name="today">Local date for which people are expected.</param>
    /// <param name="cancel">Stops between slices.</param>
    internal async Task RunAsync(Guid uploadId, DateOnly today, CancellationToken cancel)
    {
        while (await MergeSliceAsync(uploadId, today, cancel))
        {
            Failpoint.Reach("roster.slice_merged");
        }
    }

    private async Task<bool> MergeSliceAsync(Guid uploadId, DateOnly today, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.LockRostersAsync(cancel);
        var upload = await db.LockUploadAsync(uploadId, cancel);
        if (upload.Status is not UploadStatus.Staged)
        {
            return false;
        }

        var (from, to) = (upload.MergedToLine, await LastLineAsync(upload, cancel));
        if (to is { } last)
        {
            await AddAgenciesAsync(uploadId, from, last, cancel);
            await TakeOutChangingAsync(uploadId, from, last, cancel);
            await UpsertAsync(uploadId, from, last, today, cancel);
            await MatchEarlierSignaturesAsync(uploadId, from, last, cancel);
            if (await db.EndHeldPostsAsync(uploadId, from, last, today, cancel) > 0)
            {
                // What was signed as a post that two lines had is known to be its holder's.
                await MatchEarlierSignaturesAsync(uploadId, from, last, cancel);
            }
        }
        else
        {
            await FinishAsync(uploadId, cancel);
        }

        await transaction.CommitAsync(cancel);
        return to is not null;
    }

    private async Task<int?> LastLineAsync(RosterUpload upload, CancellationToken cancel) =>
        (await db.Database.SqlQuery<int?>(
            $"""
            select max(line) as "Value" from (select line from pledges.roster_staging where upload_id = {upload.Id} and line > {upload.MergedToLine} order by line limit {SliceRows}) s
            """).ToListAsync(cancel)).Single();

    private Task<int> AddAgenciesAsync(Guid uploadId, int from, int to, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into pledges.agencies (id, region_code, name, name_key, kind, authority)
            select distinct on (region_code, agency_key) gen_random_uuid(), region_code, agency, agency_key, agency_kind, authority
            from pledges.roster_staging where upload_id = {uploadId} and line > {from} and line <= {to} order by region_code, agency_key, agency_kind desc, authority desc
            on conflict (region_code, name_key) do update set kind = excluded.kind, authority = excluded.authority
            where (excluded.kind, excluded.authority) <> ('', '') and (agencies.kind, agencies.authority) is distinct from (excluded.kind, excluded.authority)
            """, cancel);

    // Whoever is about to change leaves the place where they were counted.
    private Task<int> TakeOutChangingAsync(Guid uploadId, int from, int to, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync(
            $"""
            with changing as (
                select e.id, e.region_code, e.agency_id, e.category, e.position_key
                from pledges.roster_staging s
                join pledges.agencies a on a.region_code = s.region_code and a.name_key = s.agency_key
                join pledges.roster_entries e on e.person_index = s.person_index
                where s.upload_id = {uploadId} and s.line > {from} and s.line <= {to} and not s.is_held and e.is_counted
                    and ((e.check_value, e.category, e.position, e.agency_id, e.post_index, e.valid_from, e.valid_to)
                        is distinct from (s.check_value, s.category, s.position, a.id, s.post_index, s.valid_from, s.valid_to))),
            expected as (
                insert into pledges.coverage_deltas (pledge_scope, region_code, agency_id, category, position, expected)
                select {PledgeScope.Expected}, region_code, agency_id, category, position_key, -count(*) from changing group by 2, 3, 4, 5)
            insert into pledges.coverage_deltas (pledge_scope, region_code, agency_id, category, position, day, pledged)
            select p.pledge_scope, c.region_code, c.agency_id, c.category, c.position_key, s.signed_on, -count(*)
            from changing c join pledges.pledged p on p.entry_id = c.id join pledges.signatures s on s.id = p.signature_id group by 1, 2, 3, 4, 5, 6
            """, cancel);

    private Task<int> UpsertAsync(Guid uploadId, int from, int to, DateOnly today, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync(
            $"""
            with merged as (
                insert into pledges.roster_entries as e (id, person_index, post_index, sealed, check_value, category, position, position_key, agency_id, region_code, valid_from, valid_to, is_counted, upload_id)
                select gen_random_uuid(), s.person_index, s.post_index, s.sealed, s.check_value, s.category, s.position, s.position_key, a.id, s.region_code, s.valid_from, s.valid_to,
                    coalesce(s.valid_from <= {today}, true) and coalesce(s.valid_to >= {today}, true), s.upload_id
                from pledges.roster_staging s join pledges.agencies a on a.region_code = s.region_code and a.name_key = s.agency_key
                where s.upload_id = {uploadId} and s.line > {from} and s.line <= {to} and not s.is_held
                on conflict (person_index) do update set post_index = excluded.post_index, sealed = excluded.sealed, check_value = excluded.check_value, category = excluded.category,
                    position = excluded.position, position_key = excluded.position_key, agency_id = excluded.agency_id, region_code = excluded.region_code,
                    valid_from = excluded.valid_from, valid_to = excluded.valid_to, is_counted = excluded.is_counted, upload_id = excluded.upload_id
                where (e.check_value, e.category, e.position, e.agency_id, e.post_index, e.valid_from, e.valid_to)
                    is distinct from (excluded.check_value, excluded.category, excluded.position, excluded.agency_id, excluded.post_index, excluded.valid_from, excluded.valid_to)
                returning xmax = 0 as is_new, e.id, e.region_code, e.agency_id, e.category, e.position_key, e.is_counted),
            expected as (
                insert into pledges.coverage_deltas (pledge_scope, region_code, agency_id, category, position, expected)
                select {PledgeScope.Expected}, region_code, agency_id, category, position_key, count(*) from merged where is_counted group by 2, 3, 4, 5),
            pledged as (
                insert into pledges.coverage_deltas (pledge_scope, region_code, agency_id, category, position, day, pledged)
                select p.pledge_scope, m.region_code, m.agency_id, m.category, m.position_key, s.signed_on, count(*)
                from merged m join pledges.pledged p on p.entry_id = m.id join pledges.signatures s on s.id = p.signature_id
                where m.is_counted and not m.is_new group by 1, 2, 3, 4, 5, 6),
            counts as (
                select count(*) filter (where is_new) as added, count(*) filter (where not is_new) as changed,
                    (select count(*) from pledges.roster_staging where upload_id = {uploadId} and line > {from} and line <= {to}) as given from merged)
            update pledges.roster_uploads u set added = u.added + c.added, changed = u.changed + c.changed, unchanged = u.unchanged + c.given - c.added - c.changed, merged_to_line = {to}
            from counts c where u.id = {uploadId}
            """, cancel);

    // Who signed before the roster knew of them was counted beside it.
    private Task<int> MatchEarlierSignaturesAsync(Guid uploadId, int from, int to, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync(
            $"""
            with touched as (
                select e.* from pledges.roster_staging s join pledges.roster_entries e on e.person_index = s.person_index
                where s.upload_id = {uploadId} and s.line > {from} and s.line <= {to} and e.upload_id = {uploadId}),
            found as (
                select t.id as entry_id, s.id from touched t join pledges.signatures s on s.signer_index = t.person_index and s.represented = '' and s.pledge_scope is not null
                union all
                select t.id, s.id from touched t join pledges.signatures s on s.post_index = t.post_index and s.represented = '' and s.signer_index is null
                where t.is_counted and not exists (select from pledges.roster_entries o where o.post_index = t.post_index and o.is_counted and o.id <> t.id)),
            matched as (
                insert into pledges.pledged (entry_id, pledge_scope, signature_id)
                select f.entry_id, s.pledge_scope, f.id from found f join pledges.signatures s using (id)
                where not exists (select from pledges.pledge_facts w where w.kind = 'Withdrawn' and w.signature_id = f.id)
                on conflict do nothing returning entry_id, pledge_scope, signature_id),
            counted as (
                insert into pledges.coverage_deltas (pledge_scope, region_code, agency_id, category, position, day, pledged)
                select m.pledge_scope, t.region_code, t.agency_id, t.category, t.position_key, s.signed_on, count(*)
                from matched m join touched t on t.id = m.entry_id join pledges.signatures s on s.id = m.signature_id where t.is_counted group by 1, 2, 3, 4, 5, 6)
            insert into pledges.coverage_deltas (pledge_scope, region_code, position, day, outside)
            select m.pledge_scope, d.region_code, s.position_key, s.signed_on, -count(*)
            from matched m join pledges.signatures s on s.id = m.signature_id join pledges.declarations d on d.id = s.declaration_id group by 1, 2, 3, 4
            """, cancel);

    private Task<int> FinishAsync(Guid uploadId, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync(
            $"""
            with gone as (delete from pledges.roster_staging where upload_id = {uploadId})
            update pledges.roster_uploads set status = 'Done', finished_at = now() where id = {uploadId}
            """, cancel);
}
