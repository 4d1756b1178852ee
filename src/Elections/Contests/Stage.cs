using Netralitas.Geography;

namespace Netralitas.Elections.Contests;

/// <summary>One version of the dates of a stage. A decree that changes them is a further version, so that what was held for true before can still be explained.</summary>
public sealed record Stage
{
    /// <summary>The same for all versions of a stage, such as <c>pilkada-2024/masa-tenang</c>.</summary>
    public required string Id { get; init; }

    /// <summary>1 for the first, and one more each time.</summary>
    public required int Version { get; init; }

    /// <summary>The contest or the event whose stage it is.</summary>
    public required string Scope { get; init; }

    /// <summary>The region whose electing regions have it; <c>00</c> for all of the contest.</summary>
    public required RegionCode Region { get; init; }

    /// <summary>Which stage.</summary>
    public required StageKind Kind { get; init; }

    /// <summary>First local date, inclusive.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>Last local date, inclusive.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>Instant from which this version is known and supersedes the one before.</summary>
    public required DateTimeOffset KnownSince { get; init; }

    /// <summary>Why.</summary>
    public required Citation Citation { get; init; }

    /// <summary>Whether a local date lies in the stage.</summary>
    public bool Includes(DateOnly date) => date >= StartsOn && date <= EndsOn;
}
