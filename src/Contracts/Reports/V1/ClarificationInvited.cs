namespace Netralitas.Contracts.Reports.V1;

/// <summary>An invitation to a clarification was recorded in a case: it is to be handed to whom it is for.</summary>
/// <remarks>Published at least once for each invitation, after it is durable. Carries nothing of what was reported, nor of who is invited: only as which party.</remarks>
public sealed record ClarificationInvited
{
    /// <summary>The report; an inner identity, never shown to anyone.</summary>
    public required Guid ReportId { get; init; }

    /// <summary>Version of the case after the step. When the step changed the status too, <see cref="ReportStatusChanged"/> has the same version.</summary>
    public required int Version { get; init; }

    /// <summary>Public number, 12 characters without hyphens.</summary>
    public required string Number { get; init; }

    /// <summary>Kemendagri code of the region of the office that handles it.</summary>
    public required string OfficeCode { get; init; }

    /// <summary>Kemendagri code of the place of the act; null when none that exists is known.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Whether it was taken in as informasi awal: an anonymous or confidential tip. What offices are told of it is then held until a window is over, so that the time of arrival does not tell who reported. False in events from before it was told.</summary>
    public bool IsConfidential { get; init; }

    /// <summary>Stable name of the party, as <see cref="ClarificationParty"/> has it, for example <c>Respondent</c>.</summary>
    public required string Party { get; init; }

    /// <summary>Local date of the clarification.</summary>
    public required DateOnly HeldOn { get; init; }

    /// <summary>Instant (UTC) at which the invitation was recorded.</summary>
    public required DateTimeOffset InvitedAt { get; init; }
}
