using static Netralitas.Messaging.RowPolicySql;

namespace Netralitas.Services.Reports.Storage;

/// <summary>Which rows an office sees, whatever a query asks for: the second wall behind the conditions of the queries. docs/access.md tells why other tables have none.</summary>
/// <remarks>
/// A report is of the office that handles it. Besides, <c>case_offices</c> has the offices that it came from or is to go to, the agencies that it was forwarded to, and the offices of what it was joined with;
/// triggers write it, and nothing takes a row of it away before the report's own.
/// </remarks>
internal static class RowPolicies
{
    /// <summary>Tables with the code of the office that handles the report.</summary>
    private static readonly string[] OfCases = ["work_list", "cases"];

    /// <summary>Tables with the code of an office, and rows that are nobody else's.</summary>
    private static readonly string[] OfOffices = ["tallies", "tally_changes", "data_clocks"];

    /// <summary>Tables whose rows belong to a report, and the column that names it.</summary>
    private static readonly (string Table, string Column)[] OfReports =
    [
        ("reports", "id"), ("additions", "report_id"), ("case_events", "report_id"), ("case_clocks", "report_id"), ("transfers", "report_id"), ("forwardings", "report_id"),
        ("registrations", "report_id"), ("official_numbers", "report_id"), ("evidence_items", "report_id"), ("uploads", "report_id"), ("identity_openings", "report_id"),
        ("case_holds", "report_id"), ("case_erasures", "report_id"), ("case_erasure_ends", "report_id"), ("running_clocks", "report_id"), ("clock_warnings", "report_id"),
    ];

    /// <summary>Tables whose rows belong to a row of another one, and how.</summary>
    private static readonly (string Table, string Column, string Owner)[] OfOthers =
    [
        ("follow_ups", "forwarding_id", "forwardings"), ("custody_entries", "item_id", "evidence_items"), ("case_hold_lifts", "hold_id", "case_holds"),
        ("subject_request_answers", "subject_request_id", "subject_requests"),
        ("identity_opening_approvals", "opening_id", "identity_openings"), ("identity_opening_readings", "opening_id", "identity_openings"),
    ];

    private const string Shared =
        """
        create table reports.case_offices (
            report_id uuid not null references reports.reports (id) on delete cascade,
            office    text not null,  -- code of a Bawaslu office, or an agency's with its kind
            primary key (report_id, office)
        );
        insert into reports.case_offices
            select t.report_id, o from reports.transfers t cross join unnest(array[t.from_office, t.to_office, t.climbed_to]) as o where o is not null
            union select report_id, agency_office from reports.forwardings where agency_office <> ''
            union select f.joined_to, f.office_code from reports.cases f where f.joined_to is not null
            union select f.report_id, l.office_code from reports.cases f join reports.cases l on l.report_id = f.joined_to
        on conflict do nothing;

        create function reports.share_transferred() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $body$ begin
            insert into reports.case_offices select new.report_id, o from unnest(array[new.from_office, new.to_office, new.climbed_to]) as o where o is not null on conflict do nothing;
            return null;
        end $body$;
        create trigger share_transferred after insert or update of climbed_to on reports.transfers for each row execute function reports.share_transferred();

        create function reports.share_forwarded() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $body$ begin
            insert into reports.case_offices values (new.report_id, new.agency_office) on conflict do nothing;
            return null;
        end $body$;
        create trigger share_forwarded after insert or update of agency_office on reports.forwardings for each row when (new.agency_office <> '') execute function reports.share_forwarded();

        create function reports.share_joined() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $body$ begin
            insert into reports.case_offices select new.joined_to, new.office_code union select new.report_id, l.office_code from reports.cases l where l.report_id = new.joined_to on conflict do nothing;
            return null;
        end $body$;
        create trigger share_joined after insert or update of joined_to, office_code on reports.cases for each row when (new.joined_to is not null) execute function reports.share_joined();

        -- What keeps a report is asked of all reports that it is joined with, and an erasure takes all of its rows, whoever asks.
        alter function reports.is_held(uuid) set "netralitas.from" = '0';
        alter function reports.is_held(uuid) set "netralitas.below" = ':';
        alter function reports.erase_report(uuid) set "netralitas.from" = '0';
        alter function reports.erase_report(uuid) set "netralitas.below" = ':';

        """;

    /// <summary>Statements that put the wall up.</summary>
    internal static string Sql => Shared + string.Concat(Conditions.Select(guarded => Guard($"reports.{guarded.Table}", guarded.Condition)));

    /// <summary>Statements that take it down.</summary>
    internal static string DropSql => string.Concat(Conditions.Select(guarded => Unguard($"reports.{guarded.Table}")).Reverse()) +
        """
        alter function reports.is_held(uuid) reset "netralitas.from";
        alter function reports.is_held(uuid) reset "netralitas.below";
        alter function reports.erase_report(uuid) reset "netralitas.from";
        alter function reports.erase_report(uuid) reset "netralitas.below";
        drop trigger share_transferred on reports.transfers;
        drop trigger share_forwarded on reports.forwardings;
        drop trigger share_joined on reports.cases;
        drop function reports.share_transferred(), reports.share_forwarded(), reports.share_joined();
        drop table reports.case_offices;
        """;

    // A row of the list or of a case answers by its own column before anything else is asked, so that what an index found is not looked up again.
    private static IEnumerable<(string Table, string Condition)> Conditions =>
    [
        .. OfOffices.Select(table => (table, Region("office_code"))),
        .. OfCases.Select(table => (table,
            $"{Region("office_code")} or exists (select from reports.case_offices o where o.report_id = {table}.report_id and ({Region("o.office")} or {Own("o.office")}))")),
        // Not every request of a person names a report.
        ("subject_requests", $"{Region("office_code")} or exists (select from reports.work_list w where w.report_id = subject_requests.report_id)"),
        .. OfReports.Select(child => (child.Table, $"{Everything} or exists (select from reports.work_list w where w.report_id = {child.Table}.{child.Column})")),
        .. OfOthers.Select(child => (child.Table, $"{Everything} or exists (select from reports.{child.Owner} o where o.id = {child.Table}.{child.Column})")),
    ];
}
