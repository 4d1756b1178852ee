namespace Netralitas.Contracts.Reports.V1;

/// <summary>A transfer of a case waits for the answer of an office: it was sent to that office, or climbed to it because nobody answered.</summary>
/// <remarks>
/// Published at least once for each office that is to answer, after the step is durable; not of a referral to another body when it is sent, for no office here answers for that body.
/// Carries nothing of what was reported, nor of who reported or why the case changes hands.
/// </remarks>
public sealed record TransferAwaited
{
    /// <summary>The report; an inner identity, never shown to anyone.</summary>
    public required Guid ReportId { get; init; }

    /// <summary>Version of the case after the step.</summary>
    public required int Version { get; init; }

    /// <summary>Public number, 12 characters without hyphens.</summary>
    public required string Number { get; init; }

    /// <summary>Stable name of the manner of the transfer, as <see cref="TransferKind"/> has it: <c>HandOver</c> or <c>Referral</c>.</summary>
    public required string Manner { get; init; }

    /// <summary>Kemendagri code of the region of the office that sent it, and that handles the case until it is answered.</summary>
    public required string OfficeCode { get; init; }

    /// <summary>Kemendagri code of the region of the office that is to answer.</summary>
    public required string AwaitedOfficeCode { get; init; }

    /// <summary>Kemendagri code of the place of the act; null when none that exists is known.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Whether it was taken in as informasi awal: an anonymous or confidential tip. What offices are told of it is then held until a window is over, so that the time of arrival does not tell who reported. False in events from before it was told.</summary>
    public bool IsConfidential { get; init; }

    /// <summary>How many offices left it unanswered before: 0 for the one that it was sent to.</summary>
    public required int Unanswered { get; init; }

    /// <summary>Instant (UTC) at which it was sent first.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>Instant (UTC) at which it climbs to the office above unless it is answered, or lapses; null of a referral when nobody is above, and in events from before hand-overs lapsed.</summary>
    public DateTimeOffset? ClimbsAt { get; init; }

    /// <summary>Whether it lapses then, because nobody is above: the case stays with the office that sent it. False in events from before it was told.</summary>
    public bool Lapses { get; init; }
}
