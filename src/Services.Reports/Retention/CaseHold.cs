namespace Netralitas.Services.Reports.Retention;

/// <summary>That a case, and what is joined with it, is not to be erased. Never changed.</summary>
internal sealed class CaseHold
{
    public required Guid Id { get; init; }

    public required Guid ReportId { get; init; }

    /// <summary>Kemendagri code of the region of the office that handled the case then.</summary>
    public required string OfficeCode { get; init; }

    /// <summary>In the words of who placed it; no names of persons.</summary>
    public required string Reason { get; init; }

    /// <summary>What it rests on.</summary>
    public required string DocumentNumber { get; init; }

    /// <summary>As tokens name the person.</summary>
    public required string PlacedBy { get; init; }

    /// <summary>As tokens name it.</summary>
    public required string PlacedByOffice { get; init; }

    public required DateTimeOffset PlacedAt { get; init; }
}

/// <summary>That a hold is lifted; one for a hold. Never changed.</summary>
internal sealed class CaseHoldLift
{
    public required Guid HoldId { get; init; }

    /// <summary>In the words of who lifted it; no names of persons.</summary>
    public required string Reason { get; init; }

    /// <summary>As tokens name the person.</summary>
    public required string LiftedBy { get; init; }

    /// <summary>As tokens name it.</summary>
    public required string LiftedByOffice { get; init; }

    public required DateTimeOffset LiftedAt { get; init; }
}
