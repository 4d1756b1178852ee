using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.Breaches;

/// <summary>A failure of the protection of personal data. Never changed.</summary>
internal sealed class DataBreach
{
    public required Guid Id { get; init; }

    public required DateTimeOffset KnownAt { get; init; }

    public required string Happened { get; init; }

    public required IReadOnlyList<string> DataCategories { get; init; }

    public required IReadOnlyList<string> PersonCategories { get; init; }

    /// <summary>0 while it is not known.</summary>
    public required int Persons { get; init; }

    public required string Measures { get; init; }

    /// <summary>Kemendagri code of the region whose offices were told.</summary>
    public required string RegionCode { get; init; }

    /// <summary>As tokens name the person.</summary>
    public required string RecordedBy { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>That a breach concerns the reporter of a report. Never changed.</summary>
internal sealed class DataBreachReport
{
    public required Guid BreachId { get; init; }

    public required Guid ReportId { get; init; }
}

/// <summary>That people, the authority or the public were told. Never changed.</summary>
internal sealed class DataBreachNotice
{
    public required Guid BreachId { get; init; }

    /// <summary>From 1 within the breach.</summary>
    public required int Number { get; init; }

    public required BreachAudience Audience { get; init; }

    public required DateTimeOffset NotifiedAt { get; init; }

    public required string Way { get; init; }

    public required string DocumentNumber { get; init; }

    /// <summary>0 where they are not counted.</summary>
    public required int Persons { get; init; }

    public required string Text { get; init; }

    /// <summary>As tokens name the person.</summary>
    public required string RecordedBy { get; init; }
}
