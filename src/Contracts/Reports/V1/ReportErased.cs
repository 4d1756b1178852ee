namespace Netralitas.Contracts.Reports.V1;

/// <summary>All of a report is gone but its number, its dates and what counts: its term is over, or a person asked for it and it was granted.</summary>
/// <remarks>Published at least once, after the erasure is durable. Whoever keeps something of the report beyond this removes it.</remarks>
public sealed record ReportErased
{
    /// <summary>The report; an inner identity, never shown to anyone.</summary>
    public required Guid ReportId { get; init; }

    /// <summary>Version after the last step of the case; no step has it.</summary>
    public required int Version { get; init; }

    /// <summary>Public number, 12 characters without hyphens.</summary>
    public required string Number { get; init; }

    /// <summary>Kemendagri code of the region of the office that handled it.</summary>
    public required string OfficeCode { get; init; }

    /// <summary>Kemendagri code of the regency of the act, or of what is known above it; null when none is known.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Instant (UTC) of the end of the erasure.</summary>
    public required DateTimeOffset ErasedAt { get; init; }
}
