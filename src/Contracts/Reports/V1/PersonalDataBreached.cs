namespace Netralitas.Contracts.Reports.V1;

/// <summary>A failure of the protection of personal data was recorded.</summary>
/// <remarks>Published at least once, after the record is durable. Carries nothing of whose data it is, nor of what happened.</remarks>
public sealed record PersonalDataBreached
{
    /// <summary>The breach.</summary>
    public required Guid BreachId { get; init; }

    /// <summary>Always 1: a breach is recorded once.</summary>
    public required int Version { get; init; }

    /// <summary>Kemendagri code of the region whose offices are to be told; <c>00</c> for central Bawaslu alone.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Instant (UTC) at which it became known.</summary>
    public required DateTimeOffset KnownAt { get; init; }

    /// <summary>The first instant (UTC) that is too late to tell the people and the authority.</summary>
    public required DateTimeOffset EndsAt { get; init; }
}
