namespace Netralitas.Contracts.Reports.V1;

/// <summary>A clock of a case runs, and its end is near.</summary>
/// <remarks>Published at least once for each clock, lead and end, and not at all when the clock stopped or moved before. Carries nothing of what was reported, nor of who reported.</remarks>
public sealed record CaseDeadlineApproached
{
    /// <summary>The report; an inner identity, never shown to anyone.</summary>
    public required Guid ReportId { get; init; }

    /// <summary>Number of this warning among all warnings of the report, from 1, with gaps; <see cref="CaseDeadlinePassed"/> counts in the same sequence.</summary>
    public required int Version { get; init; }

    /// <summary>Public number, 12 characters without hyphens.</summary>
    public required string Number { get; init; }

    /// <summary>Stable name of what the clock limits, for example <c>InitialReview</c>, <c>Completion</c> or <c>Handling</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>Kemendagri code of the region of the office that handles it.</summary>
    public required string OfficeCode { get; init; }

    /// <summary>Kemendagri code of the place of the act; null when none that exists is known.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Whether it was taken in as informasi awal: an anonymous or confidential tip. What offices are told of it is then held until a window is over, so that the time of arrival does not tell who reported. False in events from before it was told.</summary>
    public bool IsConfidential { get; init; }

    /// <summary>The first instant (UTC) that is too late.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Whole hours before the end at which this warning was due.</summary>
    public required int LeadHours { get; init; }
}
