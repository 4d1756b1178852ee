namespace Netralitas.Services.Pledges.Storage;

/// <summary>Tables that are written whole lists at a time, and are not mapped.</summary>
internal static class RosterTables
{
    /// <summary>Takes them away.</summary>
    internal const string DropSql =
        """
        drop table pledges.pledge_facts, pledges.attested_lists, pledges.declaration_tallies, pledges.coverage, pledges.coverage_deltas, pledges.pledged,
            pledges.roster_entries, pledges.roster_staging, pledges.roster_faults, pledges.roster_chunks, pledges.roster_uploads, pledges.agencies
        """;

    /// <summary>Statements that make them, on a database without them.</summary>
    internal static string Sql
    {
        get
        {
            using var reader = new StreamReader(typeof(RosterTables).Assembly.GetManifestResourceStream("rosters.sql")!);
            return reader.ReadToEnd();
        }
    }
}
