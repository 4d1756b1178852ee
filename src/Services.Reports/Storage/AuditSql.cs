namespace Netralitas.Services.Reports.Storage;

/// <summary>What the database does by itself for the chains of audit entries; a migration runs it after their tables exist.</summary>
internal static class AuditSql
{
    /// <summary>The trigger that numbers and hashes entries.</summary>
    internal const string Chain =
        """
        -- Numbers and hashes each entry of an audit chain as it is added. Runs as the owner of the tables: the service's role can neither choose a number or hash, nor write a head.
        -- What is hashed is described in docs/audit.md.
        create function reports.chain_audit_entry() returns trigger
            language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
        declare
            head reports.audit_heads%rowtype;
            canonical text := E'netralitas/audit/v1\n';
            field text;
        begin
            -- Whoever adds to the same chain waits here until this transaction ends, so there is never a gap.
            select * into head from reports.audit_heads where office = new.office for update;
            if not found then
                insert into reports.audit_heads (office, sequence, hash) values (new.office, 0, decode(repeat('00', 32), 'hex')) on conflict do nothing;
                select * into strict head from reports.audit_heads where office = new.office for update;
            end if;

            new.sequence := head.sequence + 1;
            new.previous := head.hash;
            foreach field in array array[
                new.office, new.sequence::text, to_char(new.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), new.act, new.rpc, new.actor, new.actor_office,
                coalesce(new.report_id::text, ''), new.version::text, encode(new.previous, 'hex')] loop
                canonical := canonical || octet_length(convert_to(field, 'UTF8')) || ':' || field;
            end loop;

            new.hash := sha256(convert_to(canonical, 'UTF8'));
            update reports.audit_heads set sequence = new.sequence, hash = new.hash where office = new.office;
            return new;
        end $$;

        revoke all on function reports.chain_audit_entry() from public;

        create trigger chain_audit_entry before insert on reports.audit_entries for each row execute function reports.chain_audit_entry();
        """;
}
