namespace Netralitas.Services.Pledges.Storage;

/// <summary>On which day each signature was given, and the coverage by it.</summary>
internal static class CoverageDays
{
    /// <summary>Gives the days to signatures that have none, and to their sums.</summary>
    /// <remarks>
    /// A sum that is there gets its day by two changes: what is without a day leaves, and comes again with one, so that nothing else is another number. Days are told as <see cref="SignatureOrigin.SignedOn"/> tells them.
    /// A signature beside the roster is told from others as its withdrawal tells it. People who were present where nobody signed keep having no day: of such a declaration the database does not know under what its text is counted.
    /// </remarks>
    internal const string AddSql =
        """
        alter table pledges.signatures add column signed_on date;
        with days as (
            select s.id, case
                when o.signed_at is not null then (o.signed_at at time zone z.zone)::date
                when s.method in ('Device', 'Invitation') then (s.recorded_at at time zone z.zone)::date
                else d.held_on_date end as day
            from pledges.signatures s
            join pledges.declarations d on d.id = s.declaration_id
            cross join lateral (select case d.time_zone when 'Wib' then interval '7 hours' when 'Wita' then interval '8 hours' else interval '9 hours' end as zone) z
            left join pledges.offline_rows o on o.signature_id = s.id and not o.is_clock_doubtful)
        update pledges.signatures s set signed_on = days.day from days where days.id = s.id;
        alter table pledges.signatures alter column signed_on set not null;
        alter table pledges.coverage_deltas add column day date;

        with counted as (
            select p.pledge_scope, e.region_code, e.agency_id, s.signed_on as day, count(*)::int as pledged, 0 as present, 0 as on_behalf, 0 as outside
            from pledges.pledged p join pledges.roster_entries e on e.id = p.entry_id join pledges.signatures s on s.id = p.signature_id where e.is_counted group by 1, 2, 3, 4
            union all
            select s.pledge_scope, d.region_code, null, s.signed_on, 0, 0, (count(*) filter (where s.represented <> ''))::int, (count(*) filter (where s.represented = ''))::int
            from pledges.signatures s join pledges.declarations d on d.id = s.declaration_id
            where s.pledge_scope is not null and not exists (select from pledges.pledge_facts f where f.kind = 'Withdrawn' and f.signature_id = s.id)
                and (s.represented <> '' or (not exists (select from pledges.pledged p where p.signature_id = s.id)
                    and (select count(*) from pledges.roster_entries e where (s.signer_index is not null and e.person_index = s.signer_index)
                        or (s.signer_index is null and e.is_counted and e.post_index = s.post_index)) <> 1))
            group by 1, 2, 4
            union all
            select present.pledge_scope, present.region_code, null, present.held_on_date, 0, sum(present.people)::int, 0, 0
            from (
                select (select c.pledge_scope from pledges.signatures c where c.declaration_id = d.id and c.pledge_scope is not null limit 1) as pledge_scope, d.region_code, d.held_on_date,
                    coalesce((p ->> 'People')::int, case when p ->> 'Name' <> '' then 1 else 0 end) as people
                from pledges.declarations d cross join jsonb_array_elements(d.participants) as p
                where d.pledge_text_id is not null and d.status <> 'Planned' and p ->> 'Role' in ('Attendee', 'OnlineAttendee')) present
            where present.pledge_scope is not null and present.people > 0 group by 1, 2, 4)
        insert into pledges.coverage_deltas (pledge_scope, region_code, agency_id, day, pledged, present, on_behalf, outside)
        select pledge_scope, region_code, agency_id, null, -pledged, -present, -on_behalf, -outside from counted
        union all select pledge_scope, region_code, agency_id, day, pledged, present, on_behalf, outside from counted;
        """;

    /// <summary>Takes them away.</summary>
    internal const string DropSql =
        """
        delete from pledges.coverage where dimension = 'day';
        alter table pledges.coverage_deltas drop column day;
        alter table pledges.signatures drop column signed_on;
        """;
}
