-- Tables of the outbox, the inboxes and the request ledger; one set in each service's database, made by src/Migrations.
-- Every statement can be run again.
create schema if not exists messaging;

-- Messages that are durable and not yet confirmed by the broker.
create table if not exists messaging.outbox (
    seq        bigint generated always as identity primary key,  -- order inside a lane; never a cursor: commits can come out of order
    id         uuid not null unique,                             -- message id, made by the producer
    lane       smallint not null,
    aggregate  uuid not null,
    version    int not null,                                     -- from the aggregate's row, locked in the same transaction
    type       text not null,
    body       bytea not null,
    headers    jsonb not null default '{}',                      -- traceparent only
    created_at timestamptz not null default clock_timestamp(),
    attempts   int not null default 0,
    next_at    timestamptz not null default '-infinity',
    last_error text,
    unique (aggregate, version, type)
) with (fillfactor = 90, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

create index if not exists ix_outbox_lane_seq on messaging.outbox (lane, seq);
-- Only what was rejected and waits for its next attempt: all but empty, however much waits for the broker.
create index if not exists ix_outbox_waiting on messaging.outbox (aggregate, seq) where next_at > '-infinity';

-- Lock targets: one dispatcher at a time works on a lane, whatever process it runs in.
create table if not exists messaging.outbox_lane (lane smallint primary key);
insert into messaging.outbox_lane select generate_series(0, 7) on conflict do nothing;

-- Tables of a database from before partitions are put aside here; their rows are taken over below.
do $$ begin
    if (select relkind from pg_class where oid = to_regclass('messaging.outbox_sent')) = 'r' then
        alter table messaging.outbox_sent rename to outbox_sent_unpartitioned;
        drop index if exists messaging.ix_outbox_sent_sent_at;
    end if;
    if (select relkind from pg_class where oid = to_regclass('messaging.inbox')) = 'r' then
        alter table messaging.inbox rename to inbox_unpartitioned;
        alter index messaging.inbox_pkey rename to inbox_unpartitioned_pkey;
    end if;
end $$;

-- What the broker confirmed; kept for 14 days, so that a broker can be rebuilt from nothing. One partition for each day, and one for rows that no other takes.
create table if not exists messaging.outbox_sent (
    seq bigint not null, id uuid not null, lane smallint not null, aggregate uuid not null, version int not null,
    type text not null, body bytea not null, headers jsonb not null, created_at timestamptz not null,
    sent_at timestamptz not null default clock_timestamp()
) partition by range (sent_at);
create index if not exists ix_outbox_sent_sent_at on messaging.outbox_sent (sent_at);
create table if not exists messaging.outbox_sent_default partition of messaging.outbox_sent default;

-- What cannot be sent without a person's decision. No job purges it.
create table if not exists messaging.outbox_dead (
    seq bigint not null, id uuid not null primary key, lane smallint not null, aggregate uuid not null, version int not null,
    type text not null, body bytea not null, headers jsonb not null, created_at timestamptz not null,
    reason text not null, dead_at timestamptz not null default clock_timestamp()
);
create index if not exists ix_outbox_dead_aggregate on messaging.outbox_dead (aggregate);

-- Messages whose effect is in this database; kept for 90 days after the month in which the id was made. Ids are UUIDs of version 7, which sort by time: one partition for
-- each month. Whatever other id somebody gives a message, or whatever its clock said, it has a place in the default partition.
create sequence if not exists messaging.inbox_seq;
create table if not exists messaging.inbox (
    message_id uuid not null, consumer text not null, at timestamptz not null default clock_timestamp(),
    aggregate uuid, version int,                                 -- of what is applied in order, else null
    seq bigint not null default nextval('messaging.inbox_seq'),  -- for one aggregate, the order in which its events were applied
    primary key (message_id, consumer)
) partition by range (message_id);
create table if not exists messaging.inbox_default partition of messaging.inbox default;

-- How far each aggregate of a stream is applied. The row is locked while an event of the aggregate is; version is null for one whose order is not known.
create table if not exists messaging.inbox_stream (
    stream text not null, aggregate uuid not null, version int, primary key (stream, aggregate)
);

-- Events that came before one that they follow. They are acknowledged; this is the only place that they are in.
create table if not exists messaging.inbox_early (
    stream text not null, aggregate uuid not null, version int not null, message_id uuid not null, type text not null, body bytea not null,
    at timestamptz not null default clock_timestamp(), primary key (stream, aggregate, version)
);

-- Calls whose effect is in this database, with their first answer.
create table if not exists messaging.request (
    request_id uuid primary key, operation text not null, fingerprint bytea not null, answer bytea,
    at timestamptz not null default clock_timestamp()
);
create index if not exists ix_request_at on messaging.request using brin (at);

-- Tokens that are good for nothing any more, by the hash of a claim: what the processes of this service know of them after a restart. Forgotten when the last token that a row can hit has ended.
create table if not exists messaging.revoked_tokens (
    digest bytea primary key, revoked_at timestamptz not null, expires_at timestamptz not null
);

-- The partition of a range, if it is missing: filled from the default partition first, as it could not be attached otherwise.
create or replace function messaging.add_partition(parent text, child text, key text, lower text, upper text) returns void
    language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if to_regclass(format('messaging.%I', child)) is not null then
        return;
    end if;
    execute format('lock table messaging.%I in access exclusive mode', parent || '_default');
    execute format('create table messaging.%I (like messaging.%I including defaults including constraints including indexes)', child, parent);
    execute format('with moved as (delete from messaging.%I where %I >= %L and %I < %L returning *) insert into messaging.%I select * from moved',
        parent || '_default', key, lower, key, upper, child);
    execute format('alter table messaging.%I attach partition messaging.%I for values from (%L) to (%L)', parent, child, lower, upper);
end $$;

-- Smallest UUID of version 7 that is made at an instant or later.
create or replace function messaging.first_id_of(instant timestamptz) returns text
    language sql immutable set search_path = pg_catalog, pg_temp as $$
    select (lpad(to_hex((extract(epoch from instant) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid::text
$$;

-- Today's and the next two days' partitions, this month's and the next one's. Gives up soon when somebody is at work on a table, and is called again.
create or replace function messaging.add_partitions() returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '2s' set timezone = 'UTC' as $$
declare
    today date := current_date;
    month date := date_trunc('month', current_date)::date;
begin
    perform pg_advisory_xact_lock(hashtext('messaging.partitions'));
    for n in 0..2 loop
        perform messaging.add_partition('outbox_sent', 'outbox_sent_' || to_char(today + n, 'YYYYMMDD'), 'sent_at', (today + n)::text, (today + n + 1)::text);
    end loop;
    for n in 0..1 loop
        perform messaging.add_partition('inbox', 'inbox_' || to_char(month + make_interval(months => n), 'YYYYMM'), 'message_id',
            messaging.first_id_of(month + make_interval(months => n)), messaging.first_id_of(month + make_interval(months => n + 1)));
    end loop;
end $$;

-- Days of the archive that are 14 days past, months of the inbox that ended 90 days ago, and what is as old in the default partitions.
create or replace function messaging.drop_partitions() returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '2s' set timezone = 'UTC' as $$
declare
    old text;
begin
    perform pg_advisory_xact_lock(hashtext('messaging.partitions'));
    for old in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'messaging.outbox_sent'::regclass and c.relname ~ '^outbox_sent_[0-9]{8}$' and to_date(right(c.relname, 8), 'YYYYMMDD') < current_date - 13
        union all
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'messaging.inbox'::regclass and c.relname ~ '^inbox_[0-9]{6}$' and to_date(right(c.relname, 6), 'YYYYMM') + interval '1 month' < current_date - 90
    loop
        execute format('drop table messaging.%I', old);
    end loop;
    delete from messaging.outbox_sent_default where sent_at < now() - interval '14 days';
    delete from messaging.inbox_default where at < now() - interval '90 days';
end $$;

revoke all on function messaging.add_partition, messaging.first_id_of, messaging.add_partitions, messaging.drop_partitions from public;

do $$ begin
    perform messaging.add_partitions();
    if to_regclass('messaging.outbox_sent_unpartitioned') is not null then
        insert into messaging.outbox_sent (seq, id, lane, aggregate, version, type, body, headers, created_at, sent_at)
            select seq, id, lane, aggregate, version, type, body, headers, created_at, sent_at from messaging.outbox_sent_unpartitioned;
        drop table messaging.outbox_sent_unpartitioned;
    end if;
    if to_regclass('messaging.inbox_unpartitioned') is not null then
        insert into messaging.inbox (message_id, consumer, at) select message_id, consumer, at from messaging.inbox_unpartitioned;
        drop table messaging.inbox_unpartitioned;
    end if;
end $$;
