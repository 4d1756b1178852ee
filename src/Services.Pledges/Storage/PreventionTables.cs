namespace Netralitas.Services.Pledges.Storage;

/// <summary>Tables of the duty to prevent, of milestones and of reminders, which are not mapped.</summary>
internal static class PreventionTables
{
    /// <summary>Takes them away.</summary>
    internal const string DropSql =
        """
        drop trigger note_coverage_new on pledges.coverage;
        drop trigger note_coverage_changed on pledges.coverage;
        drop table pledges.reminders, pledges.coverage_milestones, pledges.coverage_changed, pledges.violation_figures, pledges.violation_counts, pledges.violation_cases,
            pledges.prevention_holders, pledges.prevention_teams, pledges.prevention_evidence, pledges.prevention_activities, pledges.prevention_counts, pledges.prevention_duties,
            pledges.prevention_rules;
        drop function pledges.note_coverage(), pledges.count_violations(), pledges.recount_prevention(), pledges.count_prevention(), pledges.areas_of(text);
        """;

    /// <summary>Statements that make them, on a database without them.</summary>
    internal static string Sql
    {
        get
        {
            using var reader = new StreamReader(typeof(PreventionTables).Assembly.GetManifestResourceStream("prevention.sql")!);
            return reader.ReadToEnd();
        }
    }
}
