namespace Netralitas.Contracts.Reports.V1;

/// <summary>Something became of a transfer of a case: the office that had it is told, or the one that was to answer it.</summary>
/// <remarks>
/// Published at least once for each step, after it is durable; not for what the office to tell recorded itself. Carries nothing of what was reported, nor of who reported, nor why the case changes hands or does not.
/// </remarks>
public sealed record TransferProgressed
{
    /// <summary>The report; an inner identity, never shown to anyone.</summary>
    public required Guid ReportId { get; init; }

    /// <summary>Version of the case after the step.</summary>
    public required int Version { get; init; }

    /// <summary>Public number, 12 characters without hyphens.</summary>
    public required string Number { get; init; }

    /// <summary>Stable name of the manner of the transfer, as <see cref="TransferKind"/> has it: <c>HandOver</c>, <c>TakeOver</c> or <c>Referral</c>.</summary>
    public required string Manner { get; init; }

    /// <summary>Stable name of what became of it: <c>Acknowledged</c>, <c>Returned</c>, <c>Climbed</c>, <c>Lapsed</c> when nobody answered and the case stays where it was, or <c>Recalled</c> when its sender called it back.</summary>
    public required string Outcome { get; init; }

    /// <summary>Kemendagri code of the region of the office that sent it, or from which the case was taken over: the one to tell. Of one that was called back, of the office whose answer it waited for.</summary>
    public required string OfficeCode { get; init; }

    /// <summary>Kemendagri code of the region of the office that answered or took over, called it back, or to which it climbed; null when it lapsed.</summary>
    public string? ByOfficeCode { get; init; }

    /// <summary>Kemendagri code of the place of the act; null when none that exists is known.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Whether the report was taken in as informasi awal: an anonymous or confidential tip. What offices are told of it is then held until a window is over, so that the time of arrival does not tell who reported.</summary>
    public bool IsConfidential { get; init; }

    /// <summary>Instant (UTC) of the step.</summary>
    public required DateTimeOffset HappenedAt { get; init; }

    /// <summary>Of one that climbed: instant (UTC) at which it climbs again or lapses unless it is answered; null otherwise, and of a referral that climbs no more.</summary>
    public DateTimeOffset? NextAt { get; init; }
}
