namespace Netralitas.Contracts.Reports.V1;

/// <summary>A respondent's case was forwarded to a personnel authority that has an office here: it is to be served with a notice of it.</summary>
/// <remarks>Published at least once for each forwarding, after the forwarding is durable. Carries nothing of what was reported, nor of who reported or is reported.</remarks>
public sealed record CaseForwarded
{
    /// <summary>The forwarding; its office reads it by this id.</summary>
    public required Guid ForwardingId { get; init; }

    /// <summary>Always 1: a case is forwarded once under one id.</summary>
    public required int Version { get; init; }

    /// <summary>Office of the personnel authority as kind:code, never of one who is himself a respondent.</summary>
    public required string AgencyOffice { get; init; }

    /// <summary>Kemendagri code of the region of the office that forwarded it.</summary>
    public required string OfficeCode { get; init; }

    /// <summary>Local date at that office.</summary>
    public required DateOnly ForwardedOn { get; init; }

    /// <summary>Until which local date a decision is awaited, inclusive, when it is not served later.</summary>
    public required DateOnly ActByOn { get; init; }
}
