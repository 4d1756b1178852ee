namespace Netralitas.Services.Pledges.Storage;

/// <summary>Tables that are written whole lists at a time, and are not mapped.</summary>
internal static class RosterTables
{
    /// <summary>Takes them away; the erasure of a signature clears again what there is without them.</summary>
    internal const string DropSql =
        """
        drop table pledges.pledge_facts, pledges.attested_lists, pledges.declaration_tallies, pledges.coverage, pledges.coverage_deltas, pledges.pledged,
            pledges.roster_entries, pledges.roster_staging, pledges.roster_faults, pledges.roster_chunks, pledges.roster_uploads, pledges.agencies;
        create or replace function pledges.erase_signature(erased uuid) returns void language sql security definer set search_path = pledges, pg_temp as $$
            update pledges.signatures
            set signer_name = '', signer_number = null, position = '', agency = '', tenure = 'Unspecified',
                represented = case when represented = '' then '' else '(dihapus)' end, mandate_basis = ''
            where id = erased and exists (select from log.erasure where subject = erased);
        $$;
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
