namespace Netralitas.Contracts.Reports.V1;

/// <summary>A clock of data protection came so near to its end, or to the end itself, and nothing had stopped it.</summary>
/// <remarks>Published at least once for each warning of a clock. Carries nothing of whose data it is about.</remarks>
public sealed record DataDeadlineReached
{
    /// <summary>The clock; an inner identity.</summary>
    public required Guid ClockId { get; init; }

    /// <summary>Number of the warning within the clock, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>Stable name of what the clock limits: <c>SubjectRequest</c>, <c>BreachToPersons</c> or <c>BreachToAuthority</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>Kemendagri code of the region of the office that has to act.</summary>
    public required string OfficeCode { get; init; }

    /// <summary>The first instant (UTC) that is too late.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Hours before that instant; 0 when it has come.</summary>
    public required int LeadHours { get; init; }
}
