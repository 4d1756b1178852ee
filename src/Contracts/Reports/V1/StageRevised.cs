namespace Netralitas.Contracts.Reports.V1;

/// <summary>Central Bawaslu put the dates of a stage on record: of a new stage, such as a repeated vote, or further dates of one that there was.</summary>
/// <remarks>Published as <see cref="ContestRecorded"/> is, and numbered together with it.</remarks>
public sealed record StageRevised
{
    /// <summary>Place among all contests and stages that were put on record: 1 for the first, and no number is left out. Each number has one event.</summary>
    public required int Version { get; init; }

    /// <summary>Instant (UTC) since which these dates are known; later than of all before it.</summary>
    public required DateTimeOffset KnownSince { get; init; }

    /// <summary>Stable id, for example <c>psu/75.71/2025-03-22</c>.</summary>
    public required string StageId { get; init; }

    /// <summary>The contest, or the election day that several share, whose stage it is.</summary>
    public required string Scope { get; init; }

    /// <summary>Kemendagri code of the region whose electing regions have it; <c>00</c> for all of the contest.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Stable name of the stage, for example <c>PemungutanSuaraUlang</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>First local date, inclusive.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>Last local date, inclusive.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>The decree with its number and date, in Indonesian.</summary>
    public required string Basis { get; init; }

    /// <summary>Where the decree can be read, an https address.</summary>
    public required string Source { get; init; }
}
