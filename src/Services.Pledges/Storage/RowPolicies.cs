using static Netralitas.Messaging.RowPolicySql;

namespace Netralitas.Services.Pledges.Storage;

/// <summary>Which rows an office sees, whatever a query asks for: the second wall behind the conditions of the queries. docs/access.md tells why other tables have none.</summary>
internal static class RowPolicies
{
    // What is asked of a duty begins at its region, in the order of bytes, as the policy compares it.
    private const string Indexes = "create index ix_prevention_duties_region_code_bytes on pledges.prevention_duties (region_code collate \"C\");\n";

    /// <summary>Statements that put the wall up.</summary>
    internal static string Sql => Indexes + string.Concat(Conditions.Select(guarded => Guard($"pledges.{guarded.Table}", guarded.Condition)));

    /// <summary>Statements that take it down.</summary>
    internal static string DropSql => string.Concat(Conditions.Select(guarded => Unguard($"pledges.{guarded.Table}"))) + "drop index pledges.ix_prevention_duties_region_code_bytes;";

    private static IEnumerable<(string Table, string Condition)> Conditions =>
    [
        ("roster_uploads", Region("region_code")),
        ("roster_chunks", OfRow("roster_chunks", "upload_id", "roster_uploads")),
        ("roster_faults", OfRow("roster_faults", "upload_id", "roster_uploads")),
        ("attested_lists", OfDeclaration("attested_lists")),
        ("attested_rows", OfRow("attested_rows", "list_id", "attested_lists")),
        // What a person pledged nationally is told to every office that asks of the person.
        ("pledge_facts", $"{Everything} or exists (select from pledges.declarations d where d.id = pledge_facts.declaration_id and ({Region("d.region_code")} or (d.region_code = '00' and {HasRegion})))"),
        ("invitations", OfDeclaration("invitations")),
        ("offline_exports", OfDeclaration("offline_exports")),
        ("offline_merges", OfRow("offline_merges", "export_id", "offline_exports")),
        ("offline_rows", OfRow("offline_rows", "export_id", "offline_exports")),
        ("prevention_duties", Region("region_code")),
        ("prevention_activities", OfRow("prevention_activities", "duty_id", "prevention_duties")),
        ("prevention_evidence", OfRow("prevention_evidence", "activity_id", "prevention_activities")),
        ("prevention_teams", OfRow("prevention_teams", "duty_id", "prevention_duties")),
        ("prevention_holders", OfRow("prevention_holders", "duty_id", "prevention_duties")),
        ("reminders", Region("region_code")),
        ("violation_figures", Region("region_code")),
        ("violation_cases", Everything),
    ];

    private static string OfRow(string table, string column, string owner) => $"{Everything} or exists (select from pledges.{owner} o where o.id = {table}.{column})";

    private static string OfDeclaration(string table) => $"{Everything} or exists (select from pledges.declarations d where d.id = {table}.declaration_id and {Region("d.region_code")})";
}
