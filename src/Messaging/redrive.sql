-- What an operator may do to messages, and the record of it; one set in each service's database, made by src/Migrations after messaging.sql.
-- The functions run as the owner: whoever may execute them needs no right on the tables themselves. Every statement can be run again.

-- Who moved which message, from where, why and when. Only ever added to.
create table if not exists messaging.redrive (
    id         bigint generated always as identity primary key,
    message_id uuid,                                                -- null when it is about many messages at once
    source     text not null check (btrim(source) <> ''),           -- where it was taken from: outbox_dead, outbox_sent, a queue, or what was asked for
    outcome    text not null check (btrim(outcome) <> ''),
    by         text not null check (btrim(by) <> ''),
    reason     text not null check (btrim(reason) <> ''),
    role       text not null default session_user,
    at         timestamptz not null default clock_timestamp()
);

create or replace function messaging.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'messaging.redrive is only ever added to' using errcode = 'insufficient_privilege';
end $$;
create or replace trigger redrive_is_append_only before update or delete or truncate on messaging.redrive
    for each statement execute function messaging.refuse_change();

-- Writes down what is about to happen, or happened, to a message outside this database.
create or replace function messaging.note_redrive(p_message uuid, p_source text, p_outcome text, p_by text, p_reason text) returns void
    language sql security definer set search_path = pg_catalog, pg_temp as $$
    insert into messaging.redrive (message_id, source, outcome, by, reason) values (p_message, p_source, p_outcome, p_by, p_reason)
$$;

-- Puts messages of a table into the outbox again: under the same id, at the old place in the order. One whose place another message has taken since gets a new one at the end;
-- one that is queued there already, be it under another id, is left.
create or replace function messaging.requeue(p_table text, p_ids uuid[]) returns setof uuid
    language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    return query execute format($sql$
        insert into messaging.outbox (seq, id, lane, aggregate, version, type, body, headers, created_at) overriding system value
        select seq, id, lane, aggregate, version, type, body, headers, created_at from messaging.%I where id = any($1) order by seq
        on conflict do nothing returning id $sql$, p_table) using p_ids;
    return query execute format($sql$
        insert into messaging.outbox (id, lane, aggregate, version, type, body, headers, created_at)
        select id, lane, aggregate, version, type, body, headers, created_at from messaging.%I s
        where id = any($1) and not exists (select from messaging.outbox o where o.id = s.id) order by seq
        on conflict do nothing returning id $sql$, p_table) using p_ids;
end $$;

-- Moves messages that were given up back to the outbox; null means all of them.
create or replace function messaging.redrive_dead(p_message uuid, p_by text, p_reason text) returns setof uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    v_moved uuid[];
begin
    select array_agg(moved) into v_moved
        from messaging.requeue('outbox_dead', array(select id from messaging.outbox_dead where p_message is null or id = p_message for update)) as moved;
    delete from messaging.outbox_dead where id = any(v_moved);
    insert into messaging.redrive (message_id, source, outcome, by, reason) select moved, 'outbox_dead', 'to the outbox', p_by, p_reason from unnest(v_moved) as moved;
    return query select unnest(v_moved);
end $$;

-- Sends again what was sent since an instant, for a broker that was rebuilt from nothing. The archive keeps it; consumers drop what they had.
create or replace function messaging.rebuild_broker(p_since timestamptz, p_by text, p_reason text) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    v_count bigint;
begin
    select count(*) into v_count from messaging.requeue('outbox_sent', array(select id from messaging.outbox_sent where sent_at >= p_since));
    insert into messaging.redrive (source, outcome, by, reason)
        values (format('outbox_sent since %s', p_since), format('%s to the outbox', v_count), p_by, p_reason);
    return v_count;
end $$;

revoke all on function messaging.note_redrive(uuid, text, text, text, text), messaging.redrive_dead(uuid, text, text),
    messaging.rebuild_broker(timestamptz, text, text), messaging.requeue(text, uuid[]), messaging.refuse_change() from public;
