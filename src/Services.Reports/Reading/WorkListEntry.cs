using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.Reading;

/// <summary>A report as lists and counts have it: what reports, cases and clocks say, once more, in one row that an index finds. Nothing of what was reported is in it.</summary>
internal sealed class WorkListEntry
{
    public required Guid ReportId { get; init; }

    /// <summary>Public number, without hyphens.</summary>
    public required string Number { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Year of receipt, by the calendar of the handling office.</summary>
    public required int ReceivedYear { get; init; }

    public required ReportKind Kind { get; init; }

    public required ReportStatus Status { get; init; }

    /// <summary>Kemendagri code of the region of the handling office.</summary>
    public required string OfficeCode { get; init; }

    /// <summary>That of its regency; of an office above, its own.</summary>
    public required string RegencyCode { get; init; }

    /// <summary>That of its province; of central, its own.</summary>
    public required string ProvinceCode { get; init; }

    /// <summary>Kemendagri code of the place of the act; null when none that exists was given.</summary>
    public required string? RegionCode { get; init; }

    /// <summary>How it first came, as <see cref="ReportChannels.Stored"/>: counted, and neither listed nor searched.</summary>
    public required string Channel { get; init; }

    /// <summary>The contest, once an officer has said it; null before.</summary>
    public required string? ContestId { get; init; }

    /// <summary>As tokens name the person; null while nobody has it.</summary>
    public required string? ClaimedBy { get; init; }

    /// <summary>As tokens name it; null likewise.</summary>
    public required string? ClaimedByOffice { get; init; }

    public required int UnreadMessages { get; init; }

    /// <summary>The first instant that is too late for the nearest deadline that runs; the end of time when none does.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Its last day, a local date of the handling office; null when none runs.</summary>
    public required DateOnly? LastDay { get; init; }

    /// <summary>Rows of the catalogue of violations by which the acts were last qualified.</summary>
    public required string[] Codes { get; init; }
}

/// <summary>That a respondent's name, or a word of it, is in a report; see <see cref="NameMarks"/>.</summary>
/// <remarks>Where the report is and what its lists are ordered by, the database keeps in line with its row of the work list (<see cref="Storage.MarkOrderSql"/>).</remarks>
internal sealed class RespondentMark
{
    public required byte[] Mark { get; init; }

    public required Guid ReportId { get; init; }

    /// <inheritdoc cref="WorkListEntry.Number"/>
    public required string Number { get; init; }

    /// <inheritdoc cref="WorkListEntry.ReceivedAt"/>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <inheritdoc cref="WorkListEntry.DueAt"/>
    public required DateTimeOffset DueAt { get; init; }

    /// <inheritdoc cref="WorkListEntry.RegencyCode"/>
    public required string RegencyCode { get; init; }

    /// <inheritdoc cref="WorkListEntry.ProvinceCode"/>
    public required string ProvinceCode { get; init; }
}

/// <summary>What plenaries decided, for everybody. What points at a report is not kept at all.</summary>
internal sealed class AnonymousDecision
{
    /// <summary>Random: it tells neither an order nor a time.</summary>
    public required Guid Id { get; init; }

    /// <summary>The first day of the month of the plenary.</summary>
    public required DateOnly Month { get; init; }

    public required string? ContestId { get; init; }

    /// <summary>Level of the office.</summary>
    public required string RegionLevel { get; init; }

    /// <summary>Row of the catalogue of violations; empty when no violation was found.</summary>
    public required string Code { get; init; }

    /// <summary>The act in words; empty likewise.</summary>
    public required string Act { get; init; }

    /// <summary>The articles; empty likewise.</summary>
    public required string Law { get; init; }

    public required PlenaryOutcome Outcome { get; init; }
}
