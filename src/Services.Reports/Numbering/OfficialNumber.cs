namespace Netralitas.Services.Reports.Numbering;

/// <summary>The official number of a report or finding. Given once, never changed, never given to another.</summary>
internal sealed class OfficialNumber
{
    public required Guid ReportId { get; init; }

    /// <summary>Kemendagri code of the region of the office.</summary>
    public required string OfficeCode { get; init; }

    /// <summary><c>LP</c> or <c>TM</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Code of the contest, or <see cref="Register.UnknownContest"/>.</summary>
    public required string Contest { get; init; }

    /// <summary>By the calendar of the office.</summary>
    public required int Year { get; init; }

    /// <summary>From 1 in each register, without gaps.</summary>
    public required int Sequence { get; init; }

    /// <summary>As it is written.</summary>
    public required string Number { get; init; }

    public required DateTimeOffset GivenAt { get; init; }
}

/// <summary>A report or finding that waits for its official number.</summary>
internal sealed class UnnumberedReport
{
    /// <summary>Since when it is a report or a finding: receipt, unless it was only made one later.</summary>
    public required DateTimeOffset FormalAt { get; init; }

    public required Guid ReportId { get; init; }

    /// <summary>Since when it is set aside because it cannot be read; null while it waits in line.</summary>
    public DateTimeOffset? SetAsideAt { get; set; }
}
