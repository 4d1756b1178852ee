-- The role by which one service uses its own database, and nothing else. @role and @database are quoted names, @schema the service's schema.
-- Run by the owner after the tables exist. Every statement can be run again.
do $$ begin
    if not exists (select from pg_roles where rolname = '@rolname') then
        create role @role login;
    end if;
end $$;
alter role @role with nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
alter role @role set idle_in_transaction_session_timeout = '60s';
alter role @role set lock_timeout = '10s';
-- Policies make plans look dearer than they are, and to compile a statement takes longer than all but the longest of ours run.
alter role @role set jit = off;

revoke all on database @database from public;
grant connect on database @database to @role;
revoke all on schema public from public;

grant usage on schema @schema, messaging to @role;
grant select, insert, update, delete on all tables in schema @schema, messaging to @role;
grant execute on all functions in schema @schema to @role;
grant usage on all sequences in schema @schema, messaging to @role;
revoke update, delete on table messaging.outbox_dead from @role;
revoke all on table messaging.outbox_lane from @role;
grant select, update on table messaging.outbox_lane to @role;
grant execute on function messaging.add_partitions, messaging.drop_partitions to @role;

-- What a service sends is never written into the server's log. Most of these only a superuser may set; another owner is told, and sets them on the server: see docs/confidentiality.md.
do $$
declare setting text;
begin
    -- Terse: the detail of a broken constraint is the row, in clear.
    foreach setting in array array['log_statement = ''none''', 'log_min_duration_statement = -1', 'log_min_error_statement = ''panic''', 'log_error_verbosity = ''terse''',
        'log_parameter_max_length = 0', 'log_parameter_max_length_on_error = 0'] loop
        begin
            execute format('alter role %I set %s', '@rolname', setting);
        exception when insufficient_privilege then
            raise warning 'This owner may not set % for role %', setting, '@rolname';
        end;
    end loop;
end $$;
