namespace Netralitas.Contracts.Pledges.V1;

/// <summary>Of the people whom the rosters of a region or unit expect, so many percent have pledged a text for the first time.</summary>
/// <remarks>
/// Published at least once for each of 25, 50, 75 and 100 percent of a region or unit and a text with its contests, and for none of them a second time:
/// neither when a withdrawal lowers the coverage and it rises again, nor when the roster changes. Carries counts, never a person.
/// </remarks>
public sealed record CoverageMilestoneReached
{
    /// <summary>The region or unit and the text with its contests; the same for all percents.</summary>
    public required Guid CoverageId { get; init; }

    /// <summary>The percent: 25, 50, 75 or 100.</summary>
    public required int Version { get; init; }

    /// <summary>The text.</summary>
    public required Guid PledgeTextId { get; init; }

    /// <summary>Title of the text, as it was published.</summary>
    public required string TextTitle { get; init; }

    /// <summary>Kemendagri code of the region, or of the unit's region; <c>00</c> is national.</summary>
    public required string RegionCode { get; init; }

    /// <summary>The unit (OPD, kecamatan, kelurahan) as the roster has it; null when the region as a whole is meant.</summary>
    public string? Unit { get; init; }

    /// <summary>People whom the rosters expect.</summary>
    public required int Expected { get; init; }

    /// <summary>Of these, who has pledged.</summary>
    public required int Pledged { get; init; }

    /// <summary>Instant (UTC) at which it was seen.</summary>
    public required DateTimeOffset ReachedAt { get; init; }
}
