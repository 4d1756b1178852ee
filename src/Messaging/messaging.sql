-- Tables of the outbox, the inbox and the request ledger; one set in each service's database, made by src/Migrations.
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

-- Lock targets: one dispatcher at a time works on a lane, whatever process it runs in.
create table if not exists messaging.outbox_lane (lane smallint primary key);
insert into messaging.outbox_lane select generate_series(0, 7) on conflict do nothing;

-- What the broker confirmed; kept so that a broker can be rebuilt from nothing.
create table if not exists messaging.outbox_sent (
    seq bigint not null, id uuid not null, lane smallint not null, aggregate uuid not null, version int not null,
    type text not null, body bytea not null, headers jsonb not null, created_at timestamptz not null,
    sent_at timestamptz not null default clock_timestamp()
);
create index if not exists ix_outbox_sent_sent_at on messaging.outbox_sent (sent_at);

-- What cannot be sent without a person's decision. No job purges it.
create table if not exists messaging.outbox_dead (
    seq bigint not null, id uuid not null primary key, lane smallint not null, aggregate uuid not null, version int not null,
    type text not null, body bytea not null, headers jsonb not null, created_at timestamptz not null,
    reason text not null, dead_at timestamptz not null default clock_timestamp()
);
create index if not exists ix_outbox_dead_aggregate on messaging.outbox_dead (aggregate);

-- Messages whose effect is in this database.
create table if not exists messaging.inbox (
    message_id uuid not null, consumer text not null, at timestamptz not null default clock_timestamp(),
    primary key (message_id, consumer)
);

-- Calls whose effect is in this database, with their first answer.
create table if not exists messaging.request (
    request_id uuid primary key, operation text not null, fingerprint bytea not null, answer bytea,
    at timestamptz not null default clock_timestamp()
);
