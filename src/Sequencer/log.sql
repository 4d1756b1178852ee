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
