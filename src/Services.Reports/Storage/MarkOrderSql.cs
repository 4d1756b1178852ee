namespace Netralitas.Services.Reports.Storage;

/// <summary>Keeps the marks of names in the order of the work list and with its offices, so that a search for a name reads them as a list is read; a migration runs it after the columns exist.</summary>
internal static class MarkOrderSql
{
    /// <summary>The triggers; and the order of the marks that were there before them.</summary>
    /// <remarks>They run as the owner of the tables: who changes a row of the list need not be one who may read marks, as intake may not, nor one who still sees the row, as after a transfer.</remarks>
    internal const string Up =
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

    /// <summary>Takes the triggers away.</summary>
    internal const string Down =
        """
        drop trigger place_mark on reports.respondent_marks;
        drop trigger move_marks on reports.work_list;
        drop function reports.place_mark(), reports.move_marks();
        """;
}
