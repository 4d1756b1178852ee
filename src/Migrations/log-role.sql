-- What a service's role may do with its transparency log. @role is the quoted name. Run by the owner after role.sql. Every statement can be run again.
grant usage on schema log to @role;
revoke all on all tables in schema log from @role;
grant select, insert, delete on table log.pending, log.held to @role;
grant select, insert, update on table log.release to @role;
grant select, insert on table log.opening, log.dummy, log.entry, log.quarantine, log.promise to @role;
grant select on table log.erasure to @role;
grant execute on function log.erase to @role;
grant update (kept_at) on table log.promise to @role;
grant select, insert, update on table log.tile, log.bundle, log.signed to @role;
grant select, update on table log.state, log.publication to @role;
