namespace Netralitas.Services.Reports.Numbering;

/// <summary>The entry of a report or finding in an office's register of what it handles. Made once, with the registration; never changed, also when another office handles the case later.</summary>
internal sealed class Registration
{
    public required Guid ReportId { get; init; }

    /// <summary>Kemendagri code of the region of the office that registered it.</summary>
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

    public required DateTimeOffset RegisteredAt { get; init; }
}

/// <summary>How far a register of registrations is.</summary>
internal sealed class RegistrationCounter
{
    public required string OfficeCode { get; init; }

    public required string Type { get; init; }

    public required string Contest { get; init; }

    public required int Year { get; init; }

    /// <summary>The last sequence that was given.</summary>
    public required int Last { get; set; }
}
