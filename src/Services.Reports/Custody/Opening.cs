using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.Custody;

/// <summary>That a custodian asked to open an identity, or the original of a piece of evidence. Never changed.</summary>
internal sealed class Opening
{
    public required Guid Id { get; init; }

    public required Guid ReportId { get; init; }

    /// <summary>Number of the evidence whose original is opened; null when it is the identity.</summary>
    public int? Evidence { get; init; }

    /// <summary>Kemendagri code of the region of the office that had the case then.</summary>
    public required string OfficeCode { get; init; }

    public required IdentityOpeningGround Ground { get; init; }

    /// <summary>In the words of who asked.</summary>
    public required string Reason { get; init; }

    /// <summary>As tokens name the person.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>As tokens name it.</summary>
    public required string RequestedByOffice { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }
}

/// <summary>That another custodian approved it; one for an opening. Never changed.</summary>
internal sealed class OpeningApproval
{
    public required Guid OpeningId { get; init; }

    /// <summary>As in the opening: the database holds the two against each other.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>As tokens name the person; never who asked.</summary>
    public required string ApprovedBy { get; init; }

    /// <summary>As tokens name it.</summary>
    public required string ApprovedByOffice { get; init; }

    public required DateTimeOffset ApprovedAt { get; init; }

    /// <summary>It can be read before this instant.</summary>
    public required DateTimeOffset ReadableUntil { get; init; }
}

/// <summary>That what was opened was read. Never changed.</summary>
internal sealed class OpeningReading
{
    public required Guid Id { get; init; }

    public required Guid OpeningId { get; init; }

    /// <summary>As tokens name the person.</summary>
    public required string ReadBy { get; init; }

    public required DateTimeOffset ReadAt { get; init; }
}
