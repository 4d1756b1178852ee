namespace Netralitas.Services.Pledges.Storage;

/// <summary>Tables of invitations, of sessions without a network and of typed lists, which are not mapped; and how a text is corrected that nobody uses.</summary>
internal static class SigningTables
{
    /// <summary>Takes them away.</summary>
    internal const string DropSql = "drop function pledges.correct_pledge_text; drop table pledges.attested_rows, pledges.offline_rows, pledges.offline_merges, pledges.offline_exports, pledges.invitations;";

    /// <summary>Statements that make them, on a database without them.</summary>
    internal static string Sql
    {
        get
        {
            using var reader = new StreamReader(typeof(SigningTables).Assembly.GetManifestResourceStream("signing.sql")!);
            return reader.ReadToEnd();
        }
    }
}
