namespace Netralitas.Services.Reports.Storage;

/// <summary>How what was sealed to one office is sealed to another one that got the case, which the service's role may not do itself; a migration runs it after the tables exist.</summary>
internal static class ResealSql
{
    /// <summary>The record and the functions. They run as the owner of the tables, and only for a report of which a transfer was acknowledged.</summary>
    internal const string Functions =
        """
        -- That the seals of a content, a file's key or a label were exchanged. Never changed. What was taken away is kept sealed to central, so that central can put the first envelope together again,
        -- whose hash is in the public log; hashes are SHA-256 of what the column held before and after.
        create table reports.resealings (
            id uuid primary key default gen_random_uuid(),
            report_id uuid not null references reports.reports (id) on delete restrict,
            part text not null check (part in ('content', 'file', 'label')),
            version int,
            subject uuid,
            office_code text not null,
            before bytea not null,
            after bytea not null,
            removed bytea not null,
            at timestamptz not null default clock_timestamp()
        );
        create index ix_resealings_report_id on reports.resealings (report_id);

        create function reports.require_transfer(report uuid) returns text
            language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
        declare
            office text;
        begin
            select c.office_code into office from reports.cases c
            where c.report_id = report and exists (select from reports.transfers t where t.report_id = report and t.status = 'Acknowledged');
            if office is null then
                raise exception 'this report did not change hands' using errcode = '55000';
            end if;
            return office;
        end $$;

        -- Exchanges the seals of a content, and nothing else of it: what its reporter opens it by, and what is sealed, stay as they are.
        create function reports.reseal_content(report uuid, wanted int, seals bytea, removed bytea) returns void
            language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
        declare
            office constant text := reports.require_transfer(report);
            was bytea;
            now_is bytea;
            place int := 75;
        begin
            if wanted = 1 then
                select content into was from reports.reports where id = report for update;
            else
                select content into was from reports.additions where report_id = report and version = wanted for update;
            end if;
            if was is null or substring(was from 1 for 2) <> '\x0002' then
                raise exception 'this content is not sealed' using errcode = '55000';
            end if;

            for n in 1 .. get_byte(was, 74) loop
                place := place + 2 + get_byte(was, place) * 256 + get_byte(was, place + 1);
            end loop;
            now_is := substring(was from 1 for 74) || seals || substring(was from place + 1);
            if wanted = 1 then
                update reports.reports set content = now_is where id = report;
            else
                update reports.additions set content = now_is where report_id = report and version = wanted;
            end if;
            insert into reports.resealings (report_id, part, version, office_code, before, after, removed) values (report, 'content', wanted, office, sha256(was), sha256(now_is), removed);
        end $$;

        create function reports.reseal_file(report uuid, file uuid, seal bytea, removed bytea) returns void
            language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
        declare
            office constant text := reports.require_transfer(report);
            was bytea;
        begin
            select k.sealed_key into was from reports.evidence_file_keys k
            where k.file_id = file and k.recipient = 'office' and exists (select from reports.evidence_items i where i.report_id = report and file in (i.original_file_id, i.copy_file_id)) for update;
            if was is null then
                raise exception 'this file is not open to the office' using errcode = '55000';
            end if;
            update reports.evidence_file_keys set sealed_key = seal where file_id = file and recipient = 'office';
            insert into reports.resealings (report_id, part, subject, office_code, before, after, removed) values (report, 'file', file, office, sha256(was), sha256(seal), removed);
        end $$;

        create function reports.reseal_label(report uuid, item uuid, seal bytea, removed bytea) returns void
            language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
        declare
            office constant text := reports.require_transfer(report);
            was bytea;
        begin
            select i.label_for_office into was from reports.evidence_items i where i.id = item and i.report_id = report for update;
            if was is null then
                raise exception 'this is no evidence of the report' using errcode = '55000';
            end if;
            update reports.evidence_items set label_for_office = seal where id = item;
            insert into reports.resealings (report_id, part, subject, office_code, before, after, removed) values (report, 'label', item, office, sha256(was), sha256(seal), removed);
        end $$;

        revoke all on function reports.require_transfer(uuid), reports.reseal_content(uuid, int, bytea, bytea), reports.reseal_file(uuid, uuid, bytea, bytea), reports.reseal_label(uuid, uuid, bytea, bytea) from public;
        """;

    /// <summary>Takes them away.</summary>
    internal const string NoFunctions =
        """
        drop function reports.reseal_label(uuid, uuid, bytea, bytea), reports.reseal_file(uuid, uuid, bytea, bytea), reports.reseal_content(uuid, int, bytea, bytea), reports.require_transfer(uuid);
        drop table reports.resealings;
        """;
}
