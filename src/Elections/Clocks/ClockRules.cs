using Netralitas.Elections.Contests;

namespace Netralitas.Elections.Clocks;

/// <summary>All rules of time. How many days the handling of a Pilkada report may take: <c>ClockRules.Published.Of(ContestFamily.Pilkada, ClockSubject.Handling, on)</c>, from <c>Data/clock-rules.csv</c>.</summary>
public sealed class ClockRules
{
    private readonly Dictionary<RuleReference, ClockRule> _rules;

    /// <summary>Holds the rows, in any order.</summary>
    /// <exception cref="ArgumentException">
    /// Two rows have one id and version; a row has a length below 1, or none and is not started on request only; or the rules applied to one subject
    /// of a family have several ids, so that it would be chance which of them is followed.
    /// </exception>
    public ClockRules(IEnumerable<ClockRule> rules)
    {
        _rules = rules.ToDictionary(rule => rule.Reference);
        if (_rules.Values.FirstOrDefault(rule => rule.Length < 1 || rule.Extension < 1 || (rule.Length is null && rule.Use != RuleUse.OnRequest)) is { } wrong)
        {
            throw new ArgumentException($"Rule {wrong.Id}, version {wrong.Version}: length or extension below 1, or none.");
        }

        var applied = _rules.Values.Where(rule => rule.Use == RuleUse.Applied).GroupBy(rule => (rule.Family, rule.Subject), rule => rule.Id);
        if (applied.FirstOrDefault(ids => ids.Distinct().Count() > 1) is { } several)
        {
            throw new ArgumentException($"Several rules are applied to one subject: {string.Join(", ", several.Distinct())}.");
        }
    }

    /// <summary>The rows of the assembly.</summary>
    public static ClockRules Published { get; } = new(DataRow.Read("clock-rules").Select(Rule));

    /// <summary>All rules, each in all its versions.</summary>
    public IReadOnlyCollection<ClockRule> All => _rules.Values;

    /// <summary>These rules and further ones, as after a decree.</summary>
    public ClockRules With(params IEnumerable<ClockRule> further) => new(_rules.Values.Concat(further));

    /// <summary>The rule that is followed.</summary>
    /// <param name="family">The body of law.</param>
    /// <param name="subject">What for.</param>
    /// <param name="on">Local date of the start.</param>
    /// <returns>Null when the law of the family knows no such term, or none on that day, or it is started on request only.</returns>
    public ClockRule? Of(ContestFamily family, ClockSubject subject, DateOnly on) => _rules.Values
        .Where(rule => rule.Family == family && rule.Subject == subject && rule.Use == RuleUse.Applied && rule.IsValidOn(on))
        .MaxBy(rule => rule.Version);

    /// <summary>One version of a rule, whatever its use and validity: a case is explained by what it was opened under.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public ClockRule this[RuleReference reference] => _rules[reference];

    /// <summary>How a family counts the days of handling: hari kalender for Pilkada, hari kerja for Pemilu.</summary>
    /// <exception cref="InvalidOperationException">No rule of handling is in force on that day.</exception>
    public ClockUnit DayCountOf(ContestFamily family, DateOnly on) => Of(family, ClockSubject.Handling, on)?.Unit
        ?? throw new InvalidOperationException($"No rule of handling is in force for {family} on {on:O}.");

    private static ClockRule Rule(DataRow row) => new()
    {
        Id = row.Text("id"),
        Version = row.Number("version"),
        Family = row.Value<ContestFamily>("family"),
        Subject = row.Value<ClockSubject>("subject"),
        Use = row.Value<RuleUse>("use"),
        Unit = row.Value<ClockUnit>("unit"),
        Length = row.NumberOrNull("length"),
        Extension = row.NumberOrNull("extension"),
        InclusiveStart = row.YesOrNo("inclusive_start"),
        CutiBersamaCounts = row.YesOrNo("cuti_bersama_counts"),
        OfficeHoursEnd = row.YesOrNo("office_hours_end"),
        ValidFrom = row.DateOrNull("valid_from"),
        ValidTo = row.DateOrNull("valid_to"),
        Name = row.Text("name"),
        StartsFrom = row.Text("starts_from"),
        ExtensionBasis = row.TextOrEmpty("extension_basis"),
        Citation = row.Citation(),
    };
}
