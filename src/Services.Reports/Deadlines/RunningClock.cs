using Netralitas.Elections.Clocks;

namespace Netralitas.Services.Reports.Deadlines;

/// <summary>A clock of a report that is not over, as it stands: what is counted from the clock's history each time, kept where jobs find it.</summary>
internal sealed class RunningClock
{
    public required Guid ReportId { get; init; }

    /// <summary>Which clock of the report; from 1, in the order in which they started.</summary>
    public required int Clock { get; init; }

    public required ClockSubject Subject { get; init; }

    /// <summary>The first instant that is too late; null while it cannot be said.</summary>
    public required DateTimeOffset? EndsAt { get; init; }

    /// <summary>The newest calendar that the clock was held against, whether it moved by it or not.</summary>
    public required DateTimeOffset CalendarKnownSince { get; init; }
}

/// <summary>A warning of a clock that is due at an instant, or was sent. One that was sent is never changed.</summary>
internal sealed class ClockWarning
{
    public required Guid ReportId { get; init; }

    public required int Clock { get; init; }

    /// <summary>The end that it warns of.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Hours before that end; 0 at the end itself.</summary>
    public required int LeadHours { get; init; }

    /// <summary>From 1, unique for the report, with gaps.</summary>
    public required int Number { get; init; }

    public required ClockSubject Subject { get; init; }

    /// <summary>Kemendagri code of the region of the handling office.</summary>
    public required string OfficeCode { get; init; }

    /// <summary>Kemendagri code of the place of the act; null when there is none that exists.</summary>
    public required string? RegionCode { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When its event was queued; null before.</summary>
    public required DateTimeOffset? SentAt { get; init; }
}

/// <summary>A report whose clocks run since its receipt and are not yet among the running ones.</summary>
internal sealed class UnwatchedReport
{
    public required Guid ReportId { get; init; }
}
