namespace Netralitas.Contracts.Reports.V1;

/// <summary>The examination of a report brought it to another status.</summary>
/// <remarks>Published at least once for each change, after the change is durable. Carries nothing of what was reported, nor of who reported or who works on it.</remarks>
public sealed record ReportStatusChanged
{
    /// <summary>The report; an inner identity, never shown to anyone.</summary>
    public required Guid ReportId { get; init; }

    /// <summary>Version of the case after the step; steps that change no status have versions too, so versions of these events rise with gaps.</summary>
    public required int Version { get; init; }

    /// <summary>Public number, 12 characters without hyphens.</summary>
    public required string Number { get; init; }

    /// <summary>Stable name of the status after the step, as <see cref="ReportStatus"/> has it, for example <c>Registered</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Kemendagri code of the region of the office that handles it.</summary>
    public required string OfficeCode { get; init; }

    /// <summary>Kemendagri code of the place of the act; null when none that exists is known.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Stable name of the contest that the case is handled for, for example <c>pilkada-2024-75.71</c>; null while no officer has said it.</summary>
    public string? ContestId { get; init; }

    /// <summary>Name of the event that tells the same step and more of it, for example <c>ClarificationInvited</c>; null when there is none. Whoever tells people of that one need not tell them of this one.</summary>
    public string? ToldBy { get; init; }

    /// <summary>Whether it was taken in as informasi awal: an anonymous or confidential tip. What offices are told of it is then held until a window is over, so that the time of arrival does not tell who reported. False in events from before it was told.</summary>
    public bool IsConfidential { get; init; }

    /// <summary>Instant (UTC) of the step.</summary>
    public required DateTimeOffset ChangedAt { get; init; }
}
