-- Tables of a transparency log; one log in a service's database, made by src/Migrations. Every statement can be run again.
create schema if not exists log;

-- What is durable and has no place in the tree yet. Written in the transaction of the record; never refused, however much waits.
create table if not exists log.pending (
    id      bigint generated always as identity primary key,  -- order of the queue; never an index of the tree: rollbacks leave holes, commits come out of order
    entry   bytea not null,                                   -- 48 bytes, CommitmentEntry
    subject uuid not null unique,                             -- the record: one entry each
    at      timestamptz not null default clock_timestamp()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- What opens a commitment. Destroying the row, and what the holder has, leaves an entry that nobody can link to anyone.
create table if not exists log.opening (subject uuid primary key, nonce bytea not null, record bytea not null, check (length(nonce) = 32));
alter table log.opening add column if not exists promise uuid;  -- log.promise; null of what was promised alone or to nobody
alter table log.opening add column if not exists promised_at timestamptz;  -- of what was held: when it was written, and promised
alter table log.opening add column if not exists way bytea;  -- in the blinded tree of its promise; null when it was promised alone

-- What is durable and waits for its window to end, in a log that shows no time of day: each with what opens it. Written in the transaction of the record.
create table if not exists log.held (
    subject uuid primary key,
    entry   bytea not null,
    nonce   bytea not null,
    record  bytea not null,
    at      timestamptz not null,                              -- when it was written, and promised
    promise uuid,                                              -- log.promise, whose lists are empty; null of what is promised alone
    way     bytea,                                             -- its place in the promise's tree, and the hashes beside its way to the root
    check (length(nonce) = 32)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- The end of the last window whose entries were let go, and the lock under which they are. Only a log with windows has the row.
create table if not exists log.release (id smallint primary key check (id = 0), until timestamptz not null);

-- Entries that stand for no record. What opens them is kept like any other's, so that an auditor can tell them apart.
create table if not exists log.dummy (subject uuid primary key, day date not null);
create index if not exists ix_dummy_day on log.dummy (day);

-- What was promised together, to be in the log by a time. No personal data: subjects are ids, leaves are hashes of what will be public.
create table if not exists log.promise (
    id       uuid primary key,
    note     text not null,                                    -- InclusionPromise, signed
    subjects uuid[] not null,
    leaves   bytea[] not null,                                 -- hash of each subject's entry, in the same order
    until    timestamptz not null,
    kept_at  timestamptz                                       -- when all of them were found in the published log
);
create index if not exists ix_promise_until_open on log.promise (until) where kept_at is null;
-- Ids and hashes hardly shrink: to try costs more than it saves.
alter table log.promise alter subjects set storage external, alter leaves set storage external;

-- Which record's opening was destroyed. The holder of the receipt is known by a hash of the nonce, which leads back to nothing.
create table if not exists log.erasure (
    subject     uuid primary key,
    tombstone   uuid not null unique,                          -- subject of the entry that tells of it
    secret_hash bytea not null,
    basis       text not null,
    decision    text not null,                                 -- number of the decision
    at          timestamptz not null
);

alter table log.erasure add column if not exists day date;  -- the day that the erased record's entry shows; null of erasures from before it was kept

create table if not exists log.entry (idx bigint primary key, leaf_hash bytea not null, subject uuid not null unique);

-- Only the widest of each tile and bundle; what was narrower is a prefix of it. The right edge is written again by each batch.
create table if not exists log.tile (level smallint, n bigint, hashes bytea not null, primary key (level, n))
    with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 2000);
create table if not exists log.bundle (n bigint primary key, entries bytea not null)
    with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 2000);
alter table log.tile alter hashes set storage external;
alter table log.bundle alter entries set storage external;

-- The tree, and the lock under which it grows: one sequencer at a time, whatever process it runs in.
create table if not exists log.state (id smallint primary key check (id = 0), size bigint not null, root bytea not null) with (fillfactor = 50);
insert into log.state values (0, 0, sha256('')) on conflict do nothing;

-- The lock under which checkpoints are signed and published: its holder may wait for witnesses while the tree grows.
create table if not exists log.publication (id smallint primary key check (id = 0));
insert into log.publication values (0) on conflict do nothing;

create table if not exists log.signed (size bigint primary key, root bytea not null, note text not null, at timestamptz not null default clock_timestamp());

-- What cannot be an entry. No job purges it.
create table if not exists log.quarantine (
    id bigint primary key, entry bytea not null, subject uuid not null, reason text not null,
    at timestamptz not null default clock_timestamp()
);

-- Destroys what opens an entry, and cannot do so without the tombstone that tells of it: the service's role may not delete. In a log with windows the tombstone waits for the end of one.
drop function if exists log.erase(uuid, uuid, bytea, bytea, bytea, bytea, text, text, timestamptz);
create or replace function log.erase(
    erased uuid, tombstone uuid, nonce bytea, record bytea, entry bytea, secret_hash bytea, basis text, decision text, erased_at timestamptz, entry_day date)
returns void language sql security definer set search_path = log, pg_temp as $$
    insert into log.held (subject, entry, nonce, record, at) select tombstone, entry, nonce, record, erased_at where exists (select from log.release);
    insert into log.opening (subject, nonce, record) select tombstone, nonce, record where not exists (select from log.release);
    insert into log.pending (entry, subject) select entry, tombstone where not exists (select from log.release);
    insert into log.erasure (subject, tombstone, secret_hash, basis, decision, at, day) values (erased, tombstone, secret_hash, basis, decision, erased_at, entry_day);
    delete from log.opening where subject = erased;
$$;
revoke all on function log.erase from public;
