namespace Netralitas.Contracts.Reports.V1;

/// <summary>Central Bawaslu put a contest on record, or another version of one that there was: it takes the place of the one with its id.</summary>
/// <remarks>
/// Published at least once, after the record is durable, and again from time to time, so that a service that was not there hears of it too. Contests and stages (<see cref="StageRevised"/>) are numbered together:
/// whoever has all up to a <see cref="Version"/> knows the elections as they were then. What there was before the first comes with the release.
/// </remarks>
public sealed record ContestRecorded
{
    /// <summary>Place among all contests and stages that were put on record: 1 for the first, and no number is left out. Each number has one event.</summary>
    public required int Version { get; init; }

    /// <summary>Instant (UTC) since which it is known; later than of all before it.</summary>
    public required DateTimeOffset KnownSince { get; init; }

    /// <summary>Stable id, for example <c>pilkada-2031-bupati</c>.</summary>
    public required string ContestId { get; init; }

    /// <summary>The election day that several contests share, for example <c>pilkada-2031</c>.</summary>
    public required string Event { get; init; }

    /// <summary>Stable name of the body of law: <c>Pemilu</c> or <c>Pilkada</c>.</summary>
    public required string Family { get; init; }

    /// <summary>Stable name of what is elected, for example <c>Bupati</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What people call it, in Indonesian.</summary>
    public required string Title { get; init; }

    /// <summary>Kemendagri codes of the only regions that elect, with a space between them; empty for all of the kind.</summary>
    public required string Only { get; init; }

    /// <summary>Kemendagri codes of regions that do not elect, nor any within them, with a space between them.</summary>
    public required string Except { get; init; }

    /// <summary>The decree with its number and date, in Indonesian.</summary>
    public required string Basis { get; init; }

    /// <summary>Where the decree can be read, an https address.</summary>
    public required string Source { get; init; }
}
