-- Tables that whole lists are written to at a time: rosters, who of them has pledged, what it adds up to. Run once, by the migration that makes them.

-- Employer units: OPD, kecamatan, kelurahan, vertical agencies. One name in one region is one unit.
create table pledges.agencies (
    id          uuid primary key,
    region_code text not null,
    name        text not null,
    name_key    text not null,
    kind        text not null default '',
    authority   text not null default '',   -- the personnel authority (Pejabat Pembina Kepegawaian), where the roster names it
    constraint ux_agencies_region_code_name_key unique (region_code, name_key)
);

-- A file with a roster, from its first byte to its report.
create table pledges.roster_uploads (
    id             uuid primary key,
    region_code    text not null,
    office         text not null,
    format         text not null,
    total_bytes    bigint not null,
    received_bytes bigint not null default 0,
    status         text not null default 'Receiving',
    rows           int not null default 0,
    rejected       int not null default 0,
    added          int not null default 0,
    changed        int not null default 0,
    unchanged      int not null default 0,
    merged_to_line int not null default 0,
    started_at     timestamptz not null,
    finished_at    timestamptz
);

-- The file itself, sealed, until it was read.
create table pledges.roster_chunks (
    upload_id  uuid not null references pledges.roster_uploads (id),
    from_byte  bigint not null,
    sealed     bytea not null,
    primary key (upload_id, from_byte)
);
alter table pledges.roster_chunks alter sealed set storage external;

-- Rows that could not be taken, by line: the reason, never what stood there.
create table pledges.roster_faults (
    upload_id uuid not null references pledges.roster_uploads (id),
    line      int not null,
    field     text not null,
    reason    text not null,
    primary key (upload_id, line, field)
);

-- Good rows on their way into the roster.
create table pledges.roster_staging (
    upload_id    uuid not null,
    line         int not null,
    person_index uuid not null,
    post_index   uuid not null,
    sealed       bytea not null,
    check_value  bytea not null,   -- tells whether a row says what the roster says already
    category     text not null,
    position     text not null,
    position_key text not null,
    region_code  text not null,
    agency       text not null,
    agency_key   text not null,
    agency_kind  text not null,
    authority    text not null,
    valid_from   date,
    valid_to     date,
    primary key (upload_id, line)
);

-- Who should pledge. Name and number are sealed; the index finds a person by the number, and nobody without the key can make it.
create table pledges.roster_entries (
    id           uuid primary key,
    person_index uuid not null,
    post_index   uuid not null,
    sealed       bytea not null,
    check_value  bytea not null,
    category     text not null,
    position     text not null,
    position_key text not null,
    agency_id    uuid not null,
    region_code  text not null,
    valid_from   date,
    valid_to     date,
    is_counted   boolean not null,   -- whether the coverage expects the person: the entry is valid today
    upload_id    uuid not null,
    constraint ux_roster_entries_person_index unique (person_index)
);
create index ix_roster_entries_post_index on pledges.roster_entries (post_index);
create index ix_roster_entries_region_code_id on pledges.roster_entries (region_code text_pattern_ops, id);
create index ix_roster_entries_valid_from on pledges.roster_entries (valid_from) where not is_counted;
create index ix_roster_entries_valid_to on pledges.roster_entries (valid_to) where is_counted and valid_to is not null;

-- Who of the roster has pledged a text for its contests: once, whatever signatures there are.
create table pledges.pledged (
    entry_id     uuid not null,
    pledge_scope uuid not null,
    signature_id uuid not null,
    primary key (entry_id, pledge_scope)
);
create index ix_pledged_signature_id on pledges.pledged (signature_id);

-- What changed, in the transaction that changed it; folded into pledges.coverage soon after. Nobody waits for a counter.
create table pledges.coverage_deltas (
    id           bigint generated always as identity primary key,
    pledge_scope uuid not null,      -- all zeros: what is expected, whatever the text
    region_code  text not null,
    agency_id    uuid,
    category     text,
    position     text,
    expected     int not null default 0,
    pledged      int not null default 0,
    present      int not null default 0,
    on_behalf    int not null default 0,
    outside      int not null default 0
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- Sums for every region of the hierarchy and every unit ('a:' and its id), as a whole and by category and position.
create table pledges.coverage (
    pledge_scope uuid not null,
    area         text not null,
    dimension    text not null,
    value        text not null,
    expected     bigint not null default 0,
    pledged      bigint not null default 0,
    present      bigint not null default 0,
    on_behalf    bigint not null default 0,
    outside      bigint not null default 0,
    primary key (area, dimension, pledge_scope, value)
) with (fillfactor = 70);

-- Signatures of a declaration that came by streams, in shards so that streams do not wait for each other.
create table pledges.declaration_tallies (
    declaration_id    uuid not null,
    shard             int not null,
    signatures        bigint not null,
    personal_pledges  bigint not null,
    primary key (declaration_id, shard)
) with (fillfactor = 50);

-- A signed sheet or an attested list, as it was given.
create table pledges.attested_lists (
    id             uuid primary key,
    declaration_id uuid not null references pledges.declarations (id),
    method         text not null,
    attested_by    text not null,
    attested_as    text not null,
    note           text not null,
    sheet_name     text not null,
    sheet_type     text not null,
    sheet_sha256   bytea,
    sheet_sealed   bytea,
    recorded_by    text not null,
    recorded_at    timestamptz not null
);
create index ix_attested_lists_declaration_id on pledges.attested_lists (declaration_id);

-- Facts about a person that are no signature: a pledge withdrawn, a pledge refused.
create table pledges.pledge_facts (
    id             uuid primary key,
    kind           text not null,
    declaration_id uuid not null references pledges.declarations (id),
    signature_id   uuid,
    person_index   uuid,
    sealed         bytea,
    reason         text not null,
    recorded_by    text not null,
    recorded_at    timestamptz not null
);
create index ix_pledge_facts_declaration_id on pledges.pledge_facts (declaration_id);
create unique index ux_pledge_facts_signature_id on pledges.pledge_facts (signature_id) where kind = 'Withdrawn';
create unique index ux_pledge_facts_declaration_id_person_index on pledges.pledge_facts (declaration_id, person_index) where kind = 'Refused' and person_index is not null;

-- Clears what is personal of a signature whose erasure the log tells of, and of no other; what stands on an attested list, when all of its signatures are erased.
create or replace function pledges.erase_signature(erased uuid) returns void language sql security definer set search_path = pledges, pg_temp as $$
    update pledges.signatures
    set signer_name = '', signer_number = null, sealed_number = null, signer_index = null, post_index = null, pledge_scope = null, position = '', position_key = '', agency = '',
        tenure = 'Unspecified', represented = case when represented = '' then '' else '(dihapus)' end, mandate_basis = ''
    where id = erased and exists (select from log.erasure where subject = erased);
    delete from pledges.pledged where signature_id = erased and exists (select from log.erasure where subject = erased);
    update pledges.pledge_facts set reason = '' where signature_id = erased and exists (select from log.erasure where subject = erased);
    update pledges.attested_lists l set attested_by = '', attested_as = '', note = '', sheet_name = '', sheet_type = '', sheet_sha256 = null, sheet_sealed = null
    where l.id = (select list_id from pledges.signatures where id = erased)
        and not exists (select from pledges.signatures s where s.list_id = l.id and not exists (select from log.erasure e where e.subject = s.id));
$$;
