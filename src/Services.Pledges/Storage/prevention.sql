-- The duty to prevent, what was done for it, and what came of it; milestones and reminders of the coverage. Run once, by the migration that makes them.

-- How often the duty is due, on what basis, and how sure that is. The newest of those that have begun holds.
create table pledges.prevention_rules (
    id                   uuid primary key,
    valid_from           date not null,
    interval_days        int not null,
    basis                text not null,
    source               text not null,
    mark                 text not null,
    bawaslu_events_count boolean not null,
    recorded_by          text not null,
    recorded_at          timestamptz
);

-- No text that was read says how often: the interval is ours until an official sets it.
insert into pledges.prevention_rules values ('0198f0b2-0000-7000-8000-000000000001', '2022-09-22', 90,
    'Kewajiban PPK dan PyB: SKB lima lembaga 22 September 2022 dan surat edaran Mendagri poin dua (nomor tidak diketahui). Jangka waktu 90 hari belum berdasar aturan.',
    'https://deras.id/pegawai-pemerintah-non-pns-bisa-kena-phk-jika-tak-jaga-netralitas-di-tahun-politik', 'U', false, '', null);

-- One duty of one office. Who holds the office is another table: the duty stays.
create table pledges.prevention_duties (
    id            uuid primary key,
    holder_kind   text not null,
    region_code   text not null,
    unit          text not null,
    unit_key      text not null,
    parent_id     uuid references pledges.prevention_duties (id),
    office        text not null,
    time_zone     text not null,
    starts_on     date not null,
    basis         text not null,
    last_held_on  date,
    counts_from   date not null,   -- the day that the next interval counts from: the last activity that counts, or the beginning
    is_overdue    boolean not null default false,
    overdue_times int not null default 0,
    recorded_by   text not null,
    recorded_at   timestamptz not null,
    constraint ux_prevention_duties_office unique (region_code, holder_kind, unit_key)
);
create index ix_prevention_duties_region_code_id on pledges.prevention_duties (region_code text_pattern_ops, id);
create index ix_prevention_duties_parent_id on pledges.prevention_duties (parent_id) where parent_id is not null;
create index ix_prevention_duties_counts_from on pledges.prevention_duties (counts_from) where not is_overdue;

-- Sums for every region of the hierarchy.
create table pledges.prevention_counts (
    area      text primary key,
    duties    bigint not null,
    overdue   bigint not null,
    passed_on bigint not null
) with (fillfactor = 70);

create function pledges.areas_of(code text) returns setof text language sql immutable as $$
    select '00' union select left(code, length) from (values (2), (5), (8), (13)) as part(length) where code <> '00'
$$;

-- By a trigger, so that whatever changes a duty changes the sums with it.
create function pledges.count_prevention() returns trigger language plpgsql set search_path = pledges, pg_temp as $$
begin
    insert into pledges.prevention_counts as c (area, duties, overdue, passed_on)
    select area, sum(n), sum(n * is_overdue::int), sum(n * (parent_id is not null)::int)
    from (select 1 as n, is_overdue, parent_id, region_code from after_rows) x cross join lateral pledges.areas_of(region_code) area group by area order by area
    on conflict (area) do update set duties = c.duties + excluded.duties, overdue = c.overdue + excluded.overdue, passed_on = c.passed_on + excluded.passed_on;
    return null;
end $$;
create function pledges.recount_prevention() returns trigger language plpgsql set search_path = pledges, pg_temp as $$
begin
    update pledges.prevention_counts c set overdue = c.overdue + x.overdue
    from (
        select area, sum(a.is_overdue::int - b.is_overdue::int) as overdue
        from after_rows a join before_rows b using (id) cross join lateral pledges.areas_of(a.region_code) area where a.is_overdue <> b.is_overdue group by area) x
    where c.area = x.area and x.overdue <> 0;
    return null;
end $$;
create trigger count_prevention after insert on pledges.prevention_duties referencing new table as after_rows for each statement execute function pledges.count_prevention();
create trigger recount_prevention after update on pledges.prevention_duties referencing new table as after_rows old table as before_rows
    for each statement execute function pledges.recount_prevention();

create table pledges.prevention_activities (
    id          uuid primary key,
    duty_id     uuid not null references pledges.prevention_duties (id),
    measure     text not null,
    held_on     date not null,
    venue       text not null,
    audience    text not null,
    people      int not null,
    material    text not null,
    source      text not null,
    recorded_by text not null,
    recorded_at timestamptz not null
);
create index ix_prevention_activities_duty_id_held_on on pledges.prevention_activities (duty_id, held_on);

-- Files, as they were given; people can be seen in them, so they are sealed.
create table pledges.prevention_evidence (
    activity_id uuid not null references pledges.prevention_activities (id),
    number      int not null,
    file_name   text not null,
    media_type  text not null,
    sha256      bytea not null,
    sealed      bytea not null,
    primary key (activity_id, number)
);
alter table pledges.prevention_evidence alter sealed set storage external;

create table pledges.prevention_teams (
    id           uuid primary key,
    duty_id      uuid not null references pledges.prevention_duties (id),
    title        text not null,
    decree       text not null,
    decreed_on   date not null,
    institutions text[] not null,
    recorded_by  text not null,
    recorded_at  timestamptz not null
);
create index ix_prevention_teams_duty_id on pledges.prevention_teams (duty_id);

-- Who holds the office, from when on; the name is sealed.
create table pledges.prevention_holders (
    id          uuid primary key,
    duty_id     uuid not null references pledges.prevention_duties (id),
    sealed      bytea not null,
    tenure      text not null,
    holds_from  date not null,
    decree      text not null,
    recorded_by text not null,
    recorded_at timestamptz not null
);
create index ix_prevention_holders_duty_id on pledges.prevention_holders (duty_id);

-- Cases of the reports service as its events tell of them: where, for which election, and how far they came. Nothing of what was reported.
create table pledges.violation_cases (
    report_id     uuid primary key,
    version       int not null,
    region_code   text not null,
    contest_id    text not null,
    is_registered boolean not null,
    is_violation  boolean not null
);

create table pledges.violation_counts (
    area       text not null,
    contest_id text not null,
    registered bigint not null,
    violations bigint not null,
    primary key (area, contest_id)
) with (fillfactor = 70);

create function pledges.count_violations() returns trigger language plpgsql set search_path = pledges, pg_temp as $$
begin
    insert into pledges.violation_counts as c (area, contest_id, registered, violations)
    select area, contest_id, sum(n * is_registered::int), sum(n * is_violation::int)
    from (
        select 1 as n, new.region_code, new.contest_id, new.is_registered, new.is_violation
        union all select -1, old.region_code, old.contest_id, old.is_registered, old.is_violation where tg_op = 'UPDATE') x
    cross join lateral pledges.areas_of(region_code) area group by area, contest_id order by area, contest_id
    on conflict (area, contest_id) do update set registered = c.registered + excluded.registered, violations = c.violations + excluded.violations;
    return null;
end $$;
create trigger count_violations after insert or update on pledges.violation_cases for each row execute function pledges.count_violations();

-- What a published source tells of an election before cases were counted here.
create table pledges.violation_figures (
    id          uuid primary key,
    region_code text not null,
    contest_id  text not null,
    violations  int not null,
    source      text not null,
    recorded_by text not null,
    recorded_at timestamptz not null,
    constraint ux_violation_figures unique (region_code, contest_id, source)
);

-- Which sums of the coverage changed and were not looked at since. The row of a sum is locked by who changes it, so that who looks waits for the change.
create table pledges.coverage_changed (
    area         text not null,
    pledge_scope uuid not null,
    times        bigint not null default 1,
    primary key (area, pledge_scope)
) with (fillfactor = 70);

create function pledges.note_coverage() returns trigger language plpgsql set search_path = pledges, pg_temp as $$
begin
    insert into pledges.coverage_changed as c (area, pledge_scope)
    select distinct area, pledge_scope from after_rows where dimension = 'all' order by area, pledge_scope
    on conflict (area, pledge_scope) do update set times = c.times + 1;
    return null;
end $$;
create trigger note_coverage_new after insert on pledges.coverage referencing new table as after_rows for each statement execute function pledges.note_coverage();
create trigger note_coverage_changed after update on pledges.coverage referencing new table as after_rows for each statement execute function pledges.note_coverage();

-- Percents that were reached: each once, for ever.
create table pledges.coverage_milestones (
    area         text not null,
    pledge_scope uuid not null,
    percent      int not null,
    expected     bigint not null,
    pledged      bigint not null,
    reached_at   timestamptz not null,
    primary key (area, pledge_scope, percent)
);

-- Reminders of one text for one region; when the next round is due is a column, so that no restart forgets it.
create table pledges.reminders (
    id             uuid primary key,
    pledge_scope   uuid not null,
    declaration_id uuid not null references pledges.declarations (id),
    region_code    text not null,
    every_days     int not null,
    last_day       date not null,
    status         text not null default 'Running',
    rounds         int not null default 0,
    next_at        timestamptz,
    started_by     text not null,
    started_at     timestamptz not null
);
create unique index ux_reminders_pledge_scope_region_code on pledges.reminders (pledge_scope, region_code) where status = 'Running';
create index ix_reminders_next_at on pledges.reminders (next_at) where status = 'Running';
create index ix_reminders_region_code_id on pledges.reminders (region_code text_pattern_ops, id);

-- What is in the coverage already is looked at once.
insert into pledges.coverage_changed (area, pledge_scope) select distinct area, pledge_scope from pledges.coverage where dimension = 'all';
