using Microsoft.EntityFrameworkCore;

namespace Netralitas.Services.Pledges.Storage;

/// <summary>A post and its holder who stand in two rows of rosters, one by unit and position and one by number, are one person; within the caller's transaction.</summary>
/// <remarks>So it is where exactly one person is known in that post, in its regency, city or province. Of a post that several hold nobody can say who of them is meant, and it stays a line of its own.</remarks>
internal static class HeldPostSql
{
    /// <summary>Lets a staged row be known as that of a post whose holder is known.</summary>
    internal const string AddIsHeldSql =
        """
        alter table pledges.roster_staging add column is_held boolean not null default false;
        create index ix_roster_staging_post on pledges.roster_staging (upload_id, post_index) where person_index = post_index;
        """;

    /// <summary>Takes it away.</summary>
    internal const string DropSql = "drop index pledges.ix_roster_staging_post; alter table pledges.roster_staging drop column is_held;";

    /// <summary>Marks the posts of an upload whose one holder is in the upload too, or on the roster and not somewhere else in the upload. They do not go into the roster.</summary>
    internal static async Task MarkHeldPostsAsync(this PledgesDb db, Guid uploadId, DateOnly today, CancellationToken cancel)
    {
        if (!await db.Database.SqlQuery<bool>($"""select exists (select from pledges.roster_staging where upload_id = {uploadId} and person_index = post_index) as "Value" """).SingleAsync(cancel))
        {
            return;
        }

        await db.Database.ExecuteSqlAsync(
            $"""
            with posts as (select post_index from pledges.roster_staging where upload_id = {uploadId} and person_index = post_index),
            people as (select person_index, post_index, coalesce(valid_from <= {today}, true) and coalesce(valid_to >= {today}, true) as is_there from pledges.roster_staging where upload_id = {uploadId}),
            known as (
                select p.person_index, p.post_index from people p join posts using (post_index) where p.person_index <> p.post_index and p.is_there
                union
                select e.person_index, e.post_index from pledges.roster_entries e join posts using (post_index)
                where e.person_index <> e.post_index and e.is_counted and not exists (select from people p where p.person_index = e.person_index)),
            held as (select post_index from known group by post_index having count(*) = 1)
            update pledges.roster_staging s set is_held = true from held h where s.upload_id = {uploadId} and s.person_index = s.post_index and s.post_index = h.post_index
            """, cancel);
    }

    /// <summary>Ends the lines of posts that have one holder since a slice was merged: who pledged as the post has pledged as its holder, once.</summary>
    /// <remarks>A post that the upload itself names beside several holders is left as it is, in whatever order their rows come.</remarks>
    /// <returns>How many.</returns>
    internal static async Task<int> EndHeldPostsAsync(this PledgesDb db, Guid uploadId, int from, int to, DateOnly today, CancellationToken cancel) =>
        (await db.Database.SqlQuery<int>(
            $"""
            with posts as (
                select distinct post_index from pledges.roster_staging s where upload_id = {uploadId} and line > {from} and line <= {to}),
            held as (
                select o.id, o.region_code, o.agency_id, o.category, o.position_key, h.id as holder, h.region_code as holder_region, h.agency_id as holder_agency, h.category as holder_category,
                    h.position_key as holder_position
                from posts p
                join pledges.roster_entries o on o.person_index = p.post_index and o.is_counted
                join lateral (
                    select min(e.id::text)::uuid as id from pledges.roster_entries e where e.post_index = p.post_index and e.person_index <> e.post_index and e.is_counted having count(*) = 1) one on true
                join pledges.roster_entries h on h.id = one.id
                where not exists (
                    select from pledges.roster_staging s where s.upload_id = {uploadId} and s.person_index = s.post_index and s.post_index = p.post_index and not s.is_held)),
            ended as (
                update pledges.roster_entries e set is_counted = false, valid_to = {today.AddDays(-1)} from held where e.id = held.id),
            expected as (
                insert into pledges.coverage_deltas (pledge_scope, region_code, agency_id, category, position, expected)
                select {PledgeScope.Expected}, region_code, agency_id, category, position_key, -count(*) from held group by 2, 3, 4, 5),
            moved as (
                delete from pledges.pledged p using held where p.entry_id = held.id returning p.entry_id, p.pledge_scope, p.signature_id),
            gone as (
                insert into pledges.coverage_deltas (pledge_scope, region_code, agency_id, category, position, day, pledged)
                select m.pledge_scope, h.region_code, h.agency_id, h.category, h.position_key, s.signed_on, -count(*)
                from moved m join held h on h.id = m.entry_id join pledges.signatures s on s.id = m.signature_id group by 1, 2, 3, 4, 5, 6),
            given as (
                insert into pledges.pledged (entry_id, pledge_scope, signature_id)
                select h.holder, m.pledge_scope, m.signature_id from moved m join held h on h.id = m.entry_id on conflict do nothing returning entry_id, pledge_scope, signature_id),
            pledged as (
                insert into pledges.coverage_deltas (pledge_scope, region_code, agency_id, category, position, day, pledged)
                select g.pledge_scope, h.holder_region, h.holder_agency, h.holder_category, h.holder_position, s.signed_on, count(*)
                from given g join held h on h.holder = g.entry_id join pledges.signatures s on s.id = g.signature_id group by 1, 2, 3, 4, 5, 6)
            select count(*)::int as "Value" from held
            """).ToListAsync(cancel)).Single();
}
