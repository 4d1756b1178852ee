namespace Netralitas.Elections.Retention;

/// <summary>What a case is to the archive once nothing more is done on it.</summary>
public enum RetentionClass
{
    /// <summary>Kept as informasi awal.</summary>
    Information,

    /// <summary>Not registered.</summary>
    NotRegistered,

    /// <summary>Withdrawn by its reporter.</summary>
    Withdrawn,

    /// <summary>Passed on to another body before registration.</summary>
    Referred,

    /// <summary>Handled, and no violation found, or ended by the plenary.</summary>
    NoViolation,

    /// <summary>A violation, and all that was forwarded of it is closed.</summary>
    Violation,
}

/// <summary>How long cases of a class are kept: one version of one rule.</summary>
public sealed record RetentionRule
{
    /// <summary>The same for all versions of a class.</summary>
    public required string Id { get; init; }

    /// <summary>1 or more; of two versions in force on a day the higher is followed.</summary>
    public required int Version { get; init; }

    /// <summary>Which cases.</summary>
    public required RetentionClass Class { get; init; }

    /// <summary>Whole years; null while no term is set, and then nothing of the class is erased by its age.</summary>
    public required int? Years { get; init; }

    /// <summary>First local date on which it is followed; null when the day it took effect was not verified.</summary>
    public required DateOnly? ValidFrom { get; init; }

    /// <summary>Which cases, in Indonesian.</summary>
    public required string Name { get; init; }

    /// <summary>Why.</summary>
    public required Citation Citation { get; init; }

    /// <summary>The last local date on which a case is kept.</summary>
    /// <param name="lastMovedOn">Local date at the handling office on which the case last moved.</param>
    /// <returns>Null while no term is set. 29 February ends on 28 February of a year without one.</returns>
    public DateOnly? KeptUntil(DateOnly lastMovedOn) => Years is { } years ? lastMovedOn.AddYears(years) : null;
}
