using Netralitas.Elections.Contests;

namespace Netralitas.Elections.Clocks;

/// <summary>Whether a rule is followed.</summary>
public enum RuleUse
{
    /// <summary>Followed.</summary>
    Applied,

    /// <summary>Another reading that a source gives, or an older rule. Kept so that an official who decides for it needs no new law, only a new row.</summary>
    Alternative,

    /// <summary>Started only when an official asks for it by name.</summary>
    OnRequest,
}

/// <summary>Which version of which rule; a case keeps it, and every event of a clock names it.</summary>
/// <param name="Id">Such as <c>pilkada-handling</c>.</param>
/// <param name="Version">1 or more.</param>
public sealed record RuleReference(string Id, int Version);

/// <summary>How long a step may take: one version of one rule.</summary>
public sealed record ClockRule
{
    /// <summary>The same for all versions: the family, and what it is for, such as <c>pilkada-handling</c>.</summary>
    public required string Id { get; init; }

    /// <summary>1 or more; of two versions valid on a day the higher is followed.</summary>
    public required int Version { get; init; }

    /// <summary>The body of law.</summary>
    public required ContestFamily Family { get; init; }

    /// <summary>What it is for.</summary>
    public required ClockSubject Subject { get; init; }

    /// <summary>Whether it is followed.</summary>
    public required RuleUse Use { get; init; }

    /// <summary>What is counted.</summary>
    public required ClockUnit Unit { get; init; }

    /// <summary>How many units, at least 1; null while no term is set, and then the rule starts no clock.</summary>
    public required int? Length { get; init; }

    /// <summary>How many units more when it is extended, once; null when the law gives no extension.</summary>
    public required int? Extension { get; init; }

    /// <summary>Whether the day of the start is the first day counted. Usual practice is that it is not [LAW-CNT-01].</summary>
    public required bool InclusiveStart { get; init; }

    /// <summary>Whether cuti bersama counts as a working day: an open question [LAW-CAL-02].</summary>
    public required bool CutiBersamaCounts { get; init; }

    /// <summary>Whether the last day ends when the office closes, and not at midnight.</summary>
    public required bool OfficeHoursEnd { get; init; }

    /// <summary>First local date on which a clock may start under it; null when the day it took effect was not verified.</summary>
    public required DateOnly? ValidFrom { get; init; }

    /// <summary>Last such date, inclusive; null while it is in force.</summary>
    public required DateOnly? ValidTo { get; init; }

    /// <summary>What it limits, in Indonesian, after "Batas": "penanganan laporan ini".</summary>
    public required string Name { get; init; }

    /// <summary>What starts it, in Indonesian, after "sejak": "diregistrasi".</summary>
    public required string StartsFrom { get; init; }

    /// <summary>The regulation of the extension, in Indonesian; empty when there is none.</summary>
    public required string ExtensionBasis { get; init; }

    /// <summary>Why.</summary>
    public required Citation Citation { get; init; }

    /// <summary>Id and version.</summary>
    public RuleReference Reference => new(Id, Version);

    /// <summary>Whether a clock may start under it on a local date.</summary>
    public bool IsValidOn(DateOnly date) => (ValidFrom is null || date >= ValidFrom) && (ValidTo is null || date <= ValidTo);
}
