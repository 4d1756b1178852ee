namespace Netralitas.Elections.Retention;

/// <summary>How long cases are kept, from <c>Data/retention-rules.csv</c>.</summary>
/// <remarks>
/// Law: personal data are destroyed when their term by the archive schedule (jadwal retensi arsip) has ended, and not while legal proceedings last [LAW-PDP-02]. The years of the schedule were
/// not found, so no published row has any: a decree that central records sets them [LAW-PDP-04].
/// </remarks>
public sealed class RetentionRules
{
    /// <summary>Holds the rows, in any order.</summary>
    /// <exception cref="ArgumentException">Two rows of a class have one version, a row has a term below 1 year, or a class has no row.</exception>
    public RetentionRules(IEnumerable<RetentionRule> rules)
    {
        All = [.. rules.OrderBy(rule => rule.Class).ThenBy(rule => rule.Version)];
        if (All.Any(rule => rule.Years < 1) || All.DistinctBy(rule => (rule.Class, rule.Version)).Count() != All.Count || Enum.GetValues<RetentionClass>().Except(All.Select(rule => rule.Class)).Any())
        {
            throw new ArgumentException("Each class of retention has rules, each with a version of its own and a term of at least a year, or none.", nameof(rules));
        }
    }

    /// <summary>The rows of the assembly.</summary>
    public static RetentionRules Published { get; } = new(DataRow.Read("retention-rules").Select(Row));

    /// <summary>All rows, by class and version.</summary>
    public IReadOnlyList<RetentionRule> All { get; }

    /// <summary>These rules and a further one, as after a decree.</summary>
    public RetentionRules With(RetentionRule further) => new(All.Append(further));

    /// <summary>The last version of a class, whether it is in force yet or not.</summary>
    public RetentionRule LatestOf(RetentionClass @class) => All.Last(rule => rule.Class == @class);

    /// <summary>The rule that is followed on a local date: the schedule in force on the day, whatever was in force when the case was closed [D].</summary>
    public RetentionRule Of(RetentionClass @class, DateOnly on) => All.Last(rule => rule.Class == @class && (rule.ValidFrom is null || rule.ValidFrom <= on));

    private static RetentionRule Row(DataRow row) => new()
    {
        Id = row.Text("id"),
        Version = row.Number("version"),
        Class = row.Value<RetentionClass>("class"),
        Years = row.NumberOrNull("years"),
        ValidFrom = row.DateOrNull("valid_from"),
        Name = row.Text("name"),
        Citation = row.Citation(),
    };
}
