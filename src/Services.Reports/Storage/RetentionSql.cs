namespace Netralitas.Services.Reports.Storage;

/// <summary>What the database does by itself for holds and erasures; a migration runs it after their tables exist.</summary>
internal static class RetentionSql
{
    /// <summary>The functions.</summary>
    internal const string Functions =
        """
        -- A report, the one that it follows, and all that follow either.
        create function reports.joined_with(wanted uuid) returns setof uuid language sql stable set search_path = pg_catalog, pg_temp as $$
            select wanted
            union select c.joined_to from reports.cases c where c.report_id = wanted and c.joined_to is not null
            union select c.report_id from reports.cases c where c.joined_to = coalesce((select o.joined_to from reports.cases o where o.report_id = wanted), wanted)
        $$;

        -- Whether a hold keeps a report, on itself or on one that is joined with it.
        create function reports.is_held(wanted uuid) returns boolean language sql stable set search_path = pg_catalog, pg_temp as $$
            select exists (select from reports.case_holds h where h.report_id in (select reports.joined_with(wanted))
                and not exists (select from reports.case_hold_lifts l where l.hold_id = h.id))
        $$;

        -- Takes out of a report whose erasure was begun all that tells of people, in one statement of the service, whose role may change none of these rows itself. Its files are gone before.
        -- What stays: ids, numbers, dates, statuses, offices, the way it came, the regency of the act, who of the offices did what, codes of violations and sanctions.
        create function reports.erase_report(erased uuid) returns void
            language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
        declare
            files uuid[];
        begin
            if not exists (select from reports.case_erasures where report_id = erased) then
                raise exception 'no erasure of this report was begun' using errcode = '55000';
            end if;
            if reports.is_held(erased) then
                raise exception 'a hold keeps this report' using errcode = '55000';
            end if;

            select array_agg(f) into files from (
                select original_file_id from reports.evidence_items where report_id = erased and original_file_id is not null
                union select copy_file_id from reports.evidence_items where report_id = erased and copy_file_id is not null
                union select file_id from reports.uploads where report_id = erased) as found(f);
            if exists (select from reports.evidence_parts where file_id = any(files)) then
                raise exception 'files of this report are still in the store' using errcode = '55000';
            end if;

            update reports.reports set content = ''::bytea, identity = null, region_code = left(region_code, 5) where id = erased;
            update reports.additions set content = ''::bytea, identity = null, region_code = left(region_code, 5) where report_id = erased;
            update reports.case_events set facts = ''::bytea where report_id = erased;
            update reports.cases set claimed_by = null, claimed_by_office = null, unread_messages = 0 where report_id = erased;
            update reports.work_list set claimed_by = null, claimed_by_office = null, unread_messages = 0, region_code = left(region_code, 5), due_at = 'infinity', last_day = null where report_id = erased;
            update reports.transfers set reason = '', document_number = '', answer_reason = null, answer_document_number = null where report_id = erased;
            update reports.forwardings set agency = '', summary = '', evidence = '{}', document_number = '' where report_id = erased;
            update reports.follow_ups set note = '', document_number = '' where forwarding_id in (select id from reports.forwardings where report_id = erased);
            update reports.identity_openings set reason = '' where report_id = erased;
            update reports.custody_entries set person = null, place = null, note = null where item_id in (select id from reports.evidence_items where report_id = erased);
            update reports.evidence_items set label_for_office = ''::bytea, label_for_central = ''::bytea, label_for_reporter = null, request_mac = null, sha256 = ''::bytea, declared_sha256 = ''::bytea,
                copy_sha256 = ''::bytea, original_file_id = null, copy_file_id = null where report_id = erased;
            update reports.subject_requests set content = ''::bytea, request_mac = null where report_id = erased;
            update reports.subject_request_answers set answer = '' where subject_request_id in (select id from reports.subject_requests where report_id = erased);
            delete from reports.uploads where report_id = erased;
            delete from reports.evidence_file_keys where file_id = any(files);
            delete from reports.evidence_files where id = any(files);
            delete from reports.respondent_marks where report_id = erased;
            delete from reports.search_documents where report_id = erased;
            delete from reports.unnumbered where report_id = erased;
            delete from reports.unwatched where report_id = erased;
            delete from reports.running_clocks where report_id = erased;
            delete from reports.clock_warnings where report_id = erased;
        end $$;

        revoke all on function reports.erase_report(uuid) from public;
        """;
}
