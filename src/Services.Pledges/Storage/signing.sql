-- Ways of signing: invitations, sessions without a network, typed lists as they were typed. Run once, by the migration that makes them.

-- Personal invitations. What they are used by is known to who holds them: here is its hash.
create table pledges.invitations (
    id             uuid primary key,
    declaration_id uuid not null references pledges.declarations (id),
    entry_id       uuid not null,        -- the person on the roster
    code_hash      bytea not null,
    request_id     uuid not null,        -- of the call that made it
    issued_by      text not null,
    issued_at      timestamptz not null,
    expires_at     timestamptz not null,
    used_at        timestamptz,
    revoked_at     timestamptz,          -- also when a new one takes the place of one that had expired
    constraint ux_invitations_code_hash unique (code_hash)
);
create index ix_invitations_declaration_id_id on pledges.invitations (declaration_id, id);
create index ix_invitations_request_id on pledges.invitations (request_id);
create unique index ux_invitations_declaration_id_entry_id on pledges.invitations (declaration_id, entry_id) where used_at is null and revoked_at is null;

-- Sessions that were taken to a device without a network.
create table pledges.offline_exports (
    id             uuid primary key,
    declaration_id uuid not null references pledges.declarations (id),
    device         text not null,
    device_key     bytea not null,       -- Ed25519, of which the device alone has the secret
    package_sha256 bytea not null,
    package_sealed bytea,                -- until its time is over: it may hold names
    roster_people  int not null,
    exported_by    text not null,
    exported_at    timestamptz not null,
    valid_until    timestamptz not null
);
create index ix_offline_exports_declaration_id on pledges.offline_exports (declaration_id);
create index ix_offline_exports_valid_until on pledges.offline_exports (valid_until) where package_sealed is not null;

-- Files of devices that were merged.
create table pledges.offline_merges (
    id             uuid primary key,
    export_id      uuid not null references pledges.offline_exports (id),
    content_sha256 bytea not null,
    merged_by      text not null,
    merged_at      timestamptz not null
);
create index ix_offline_merges_export_id on pledges.offline_merges (export_id);

-- Their rows, each once: a row that stands here is never recorded again, also when the signature was erased since.
create table pledges.offline_rows (
    export_id         uuid not null references pledges.offline_exports (id),
    row_id            uuid not null,
    merge_id          uuid not null references pledges.offline_merges (id),
    signed_at         timestamptz not null,   -- by the device's clock
    is_clock_doubtful boolean not null,
    signature_id      uuid,                   -- null where the person had signed before
    primary key (export_id, row_id)
);

-- A typed list as it was typed, row by row and sealed, beside its scan: also rows whose signature was there already. A row goes with its signature.
create table pledges.attested_rows (
    list_id      uuid not null references pledges.attested_lists (id),
    n            int not null,           -- from 1, in the order of the list
    signature_id uuid not null,
    sealed       bytea not null,
    primary key (list_id, n)
);
create index ix_attested_rows_signature_id on pledges.attested_rows (signature_id);

-- Corrects a text that nobody uses, and no other: the service's role itself cannot change a text. Whoever names it in a foreign key waits for the row's lock, and this function for whoever did.
create function pledges.correct_pledge_text(
    corrected uuid, new_kind text, new_title text, new_source text, new_wording text, new_legal_basis text, new_contest text, new_points jsonb)
    returns boolean language plpgsql security definer set search_path = pledges, pg_temp as $$
begin
    perform from pledges.pledge_texts where id = corrected for update;
    if exists (select from pledges.declarations where pledge_text_id = corrected) or exists (select from pledges.pledge_texts where previous_text_id = corrected) then
        return false;
    end if;
    update pledges.pledge_texts
    set kind = new_kind, title = new_title, source = new_source, wording = new_wording, legal_basis = new_legal_basis, contest = new_contest, points = new_points
    where id = corrected;
    return found;
end $$;
