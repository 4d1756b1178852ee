namespace Netralitas.Contracts.Reports.V1;

/// <summary>A report was taken in and has its number.</summary>
/// <remarks>Published at least once for each report, after the report is durable. Carries nothing of what was reported, nor of who reported.</remarks>
public sealed record ReportReceived
{
    /// <summary>The report; an inner identity, never shown to anyone.</summary>
    public required Guid ReportId { get; init; }

    /// <summary>Version of the report that this event tells of; grows by one with each event.</summary>
    public required int Version { get; init; }

    /// <summary>Public number, 12 characters without hyphens.</summary>
    public required string Number { get; init; }

    /// <summary>Kemendagri code of the place of the act; null when the reporter gave none that exists.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Whether it was taken in as informasi awal: an anonymous or confidential tip. What offices are told of it is then held until a window is over, so that the time of arrival does not tell who reported. False in events from before it was told.</summary>
    public bool IsConfidential { get; init; }

    /// <summary>Instant (UTC) of receipt.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
}
