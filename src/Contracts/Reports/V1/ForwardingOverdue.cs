namespace Netralitas.Contracts.Reports.V1;

/// <summary>Nothing was decided in time on what was forwarded to an authority, or a term of the law passed at the Sentra Gakkumdu or the court.</summary>
/// <remarks>Published at least once for each time that passed, after the forwarding is marked as overdue. Carries nothing of what was reported, nor of who reported or is reported, nor which authority it is.</remarks>
public sealed record ForwardingOverdue
{
    /// <summary>The forwarding; offices read it by this id.</summary>
    public required Guid ForwardingId { get; init; }

    /// <summary>Version of the forwarding after it was marked.</summary>
    public required int Version { get; init; }

    /// <summary>Public number of the report, 12 characters without hyphens.</summary>
    public required string Number { get; init; }

    /// <summary>Kemendagri code of the region of the office that handles the case.</summary>
    public required string OfficeCode { get; init; }

    /// <summary>Kemendagri code of the place of the act; null when none that exists is known.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Local date at the office on which it was forwarded.</summary>
    public required DateOnly ForwardedOn { get; init; }

    /// <summary>The last local date on which a decision, or of a crime the step that was due, would have been in time.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>Instant (UTC) at which it was marked.</summary>
    public required DateTimeOffset SeenAt { get; init; }
}
