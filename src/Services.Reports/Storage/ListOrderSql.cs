namespace Netralitas.Services.Reports.Storage;

/// <summary>Keeps what searches read in the order of the work list, so that they read it as a list is read; a migration runs it after the columns exist.</summary>
/// <remarks>The triggers run as the owner of the tables: who changes a row of the list need not be one who may read marks, as intake may not, nor one who still sees the row, as after a transfer.</remarks>
internal static class ListOrderSql
{
    /// <summary>For marks of names, with the offices of their reports; and the order of those that were there before.</summary>
    internal const string UpForMarks =
        """
        create function reports.place_mark() returns trigger language plpgsql security definer
            set search_path = pg_catalog, pg_temp set "netralitas.from" = '0' set "netralitas.below" = ':' as $body$ begin
            select w.number, w.received_at, w.due_at, w.regency_code, w.province_code into strict new.number, new.received_at, new.due_at, new.regency_code, new.province_code
            from reports.work_list w where w.report_id = new.report_id;
            return new;
        end $body$;
        create trigger place_mark before insert on reports.respondent_marks for each row execute function reports.place_mark();

        create function reports.move_marks() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $body$ begin
            update reports.respondent_marks set due_at = new.due_at, regency_code = new.regency_code, province_code = new.province_code where report_id = new.report_id;
            return null;
        end $body$;
        create trigger move_marks after update of due_at, regency_code, province_code on reports.work_list for each row
            when ((old.due_at, old.regency_code, old.province_code) is distinct from (new.due_at, new.regency_code, new.province_code)) execute function reports.move_marks();

        revoke all on function reports.place_mark(), reports.move_marks() from public;

        update reports.respondent_marks m set number = w.number, received_at = w.received_at, due_at = w.due_at, regency_code = w.regency_code, province_code = w.province_code
            from reports.work_list w where w.report_id = m.report_id;
        """;

    /// <summary>Takes the triggers of marks away.</summary>
    internal const string DownForMarks =
        """
        drop trigger place_mark on reports.respondent_marks;
        drop trigger move_marks on reports.work_list;
        drop function reports.place_mark(), reports.move_marks();
        """;

    /// <summary>For documents, whose offices stand among their words; and the order of those that were there before.</summary>
    internal const string UpForDocuments =
        """
        create function reports.place_document() returns trigger language plpgsql security definer
            set search_path = pg_catalog, pg_temp set "netralitas.from" = '0' set "netralitas.below" = ':' as $body$ begin
            select w.number, w.received_at, w.due_at into strict new.number, new.received_at, new.due_at from reports.work_list w where w.report_id = new.report_id;
            return new;
        end $body$;
        create trigger place_document before insert on reports.search_documents for each row execute function reports.place_document();

        create function reports.move_document() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $body$ begin
            update reports.search_documents set due_at = new.due_at where report_id = new.report_id;
            return null;
        end $body$;
        create trigger move_document after update of due_at on reports.work_list for each row when (old.due_at is distinct from new.due_at) execute function reports.move_document();

        revoke all on function reports.place_document(), reports.move_document() from public;

        update reports.search_documents d set number = w.number, received_at = w.received_at, due_at = w.due_at from reports.work_list w where w.report_id = d.report_id;
        """;

    /// <summary>Takes the triggers of documents away.</summary>
    internal const string DownForDocuments =
        """
        drop trigger place_document on reports.search_documents;
        drop trigger move_document on reports.work_list;
        drop function reports.place_document(), reports.move_document();
        """;
}
