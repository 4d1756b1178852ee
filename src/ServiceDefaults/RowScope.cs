namespace Netralitas.ServiceDefaults;

/// <summary>Whose rows a piece of work may see, as the database's policies read it (docs/access.md).</summary>
/// <param name="From">Least region code that is theirs, byte by byte; empty for none.</param>
/// <param name="Below">What all region codes that are theirs lie below.</param>
/// <param name="OfficeFrom">Least office of the caller's kind that is theirs; empty for none.</param>
/// <param name="OfficeBelow">What all of them lie below.</param>
/// <param name="Office">The caller's own office; empty for none.</param>
/// <remarks>A region and those below it are one range: what is below 75 lies between "75." and "75/", and nothing else lies between "75" and "75/".</remarks>
public sealed record RowScope(string From, string Below, string OfficeFrom, string OfficeBelow, string Office)
{
    /// <summary>No rows: what has not said whose work it does.</summary>
    public static RowScope Nothing { get; } = new("", "", "", "", "");

    /// <summary>All rows: what a service does for itself, and what needs no account.</summary>
    public static RowScope Everything { get; } = new("0", ":", "a", "{", "");

    /// <summary>Rows of a caller's region and those below it, and of the offices of its kind there.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="hasRegion">Whether rows of the region are the caller's, or only those of its own office and kind.</param>
    public static RowScope Of(Caller caller, bool hasRegion)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var office = caller.Office;
        var isNational = office.Code == "00";
        var region = !hasRegion ? ("", "") : isNational ? (Everything.From, Everything.Below) : (office.Code, $"{office.Code}/");
        var kind = isNational ? ($"{office.Kind}:", $"{office.Kind};") : ($"{office}", $"{office}/");
        return new RowScope(region.Item1, region.Item2, kind.Item1, kind.Item2, office.ToString());
    }

    /// <summary>Names of the settings, in the order of <see cref="Values"/>.</summary>
    public static IReadOnlyList<string> Settings { get; } = ["netralitas.from", "netralitas.below", "netralitas.office_from", "netralitas.office_below", "netralitas.office"];

    /// <summary>Values of the settings.</summary>
    public IReadOnlyList<string> Values => [From, Below, OfficeFrom, OfficeBelow, Office];
}
