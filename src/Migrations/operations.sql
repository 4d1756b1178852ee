-- The role by which an operator moves messages: it reads the messaging tables, runs the functions of redrive.sql, and does nothing else.
-- @database and @role are quoted names of the database and of its service's role. Run by the owner after role.sql. Every statement can be run again.
do $$ begin
    if not exists (select from pg_roles where rolname = 'operations') then
        create role operations login;
    end if;
exception when duplicate_object or unique_violation then
    null;  -- Another database's run made it at the same moment: roles belong to the server.
end $$;
alter role operations with nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
alter role operations set idle_in_transaction_session_timeout = '60s';
alter role operations set lock_timeout = '10s';

grant connect on database @database to operations;
grant usage on schema messaging to operations;
grant select on messaging.outbox, messaging.outbox_dead, messaging.outbox_sent, messaging.inbox, messaging.inbox_early, messaging.redrive to operations;
grant execute on function messaging.note_redrive(uuid, text, text, text, text), messaging.redrive_dead(uuid, text, text),
    messaging.rebuild_broker(timestamptz, text, text) to operations;

-- What operators did is not for the service to write.
revoke all on table messaging.redrive from @role;
