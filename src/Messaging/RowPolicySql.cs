namespace Netralitas.Messaging;

/// <summary>Row-level security as statements for migrations (docs/access.md). Pure.</summary>
/// <remarks>
/// Policies hold for every role, the owner of the tables too, as they read only the settings of <see cref="ServiceDefaults.RowScope"/>: a setting that was never made is NULL, and one that was made and
/// taken back is empty; both show no row, as no value is cast. Whoever may add rows may add any: what a policy guards is what is read, changed and taken away.
/// </remarks>
public static class RowPolicySql
{
    /// <summary>Condition: a region code is the caller's own or below it.</summary>
    /// <param name="code">Expression of the code.</param>
    public static string Region(string code) => Between(code, "from", "below");

    /// <summary>Condition: an office of the caller's kind is its own or below it.</summary>
    /// <param name="office">Expression of the office, with its kind.</param>
    public static string OfKind(string office) => Between(office, "office_from", "office_below");

    /// <summary>Condition: an office is the caller's own.</summary>
    /// <param name="office">Expression of the office, with its kind.</param>
    public static string Own(string office) => $"{office} = {Setting("office")}";

    /// <summary>Condition: all rows are the caller's. It goes before a condition that asks another table, which then is not asked.</summary>
    public static string Everything => $"{Setting("below")} = ':'";

    /// <summary>Condition: the caller has rows of some region.</summary>
    public static string HasRegion => $"{Setting("below")} > ''";

    /// <summary>Puts a table under a condition.</summary>
    /// <param name="table">The table with its schema.</param>
    /// <param name="condition">Whose a row is.</param>
    public static string Guard(string table, string condition) =>
        $"""
        alter table {table} enable row level security;
        alter table {table} force row level security;
        create policy seen on {table} for select to public using ({condition});
        create policy changed on {table} for update to public using ({condition}) with check (true);
        create policy taken_away on {table} for delete to public using ({condition});
        create policy added on {table} for insert to public with check (true);

        """;

    /// <summary>Undoes <see cref="Guard"/>.</summary>
    /// <param name="table">The table with its schema.</param>
    public static string Unguard(string table) =>
        $"""
        drop policy seen on {table};
        drop policy changed on {table};
        drop policy taken_away on {table};
        drop policy added on {table};
        alter table {table} no force row level security;
        alter table {table} disable row level security;

        """;

    // Bytes are compared, in whatever order the database sorts: what is below 75 lies between "75" and "75/".
    private static string Between(string text, string from, string below) => $"({text} collate \"C\" >= {Setting(from)} and {text} collate \"C\" < {Setting(below)})";

    private static string Setting(string name) => $"current_setting('netralitas.{name}', true)";
}
