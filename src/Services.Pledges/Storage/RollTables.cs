namespace Netralitas.Services.Pledges.Storage;

/// <summary>Tables of sealed rolls, which are not mapped.</summary>
internal static class RollTables
{
    /// <summary>Takes them away.</summary>
    internal const string DropSql = "drop table pledges.roll_tiles, pledges.roll_lines, pledges.rolls;";

    /// <summary>Statements that make them, on a database without them.</summary>
    internal static string Sql
    {
        get
        {
            using var reader = new StreamReader(typeof(RollTables).Assembly.GetManifestResourceStream("rolls.sql")!);
            return reader.ReadToEnd();
        }
    }
}
