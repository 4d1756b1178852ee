using Netralitas.Elections.DataProtection;

namespace Netralitas.Services.Reports.DataClocks;

/// <summary>A clock of the law of data protection. It keeps the rule that it was started under; only its stop is written later.</summary>
internal sealed class DataClock
{
    /// <summary>Random; notices name it.</summary>
    public required Guid Id { get; init; }

    /// <summary>The request or the breach.</summary>
    public required Guid OwnerId { get; init; }

    public required DataTermSubject Subject { get; init; }

    public required string RuleId { get; init; }

    public required int RuleVersion { get; init; }

    /// <summary>Kemendagri code of the region of the office that is warned.</summary>
    public required string OfficeCode { get; init; }

    public required DateTimeOffset BeganAt { get; init; }

    /// <summary>The first instant that is too late.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Null while it runs.</summary>
    public DateTimeOffset? StoppedAt { get; set; }

    /// <summary>Whether it was stopped too late, or runs past its end.</summary>
    internal bool IsLate(DateTimeOffset now) => (StoppedAt ?? now) >= EndsAt;
}

/// <summary>A warning of a clock that is due at an instant, or was sent.</summary>
internal sealed class DataClockWarning
{
    public required Guid ClockId { get; init; }

    /// <summary>Hours before the end; 0 at the end itself.</summary>
    public required int LeadHours { get; init; }

    /// <summary>From 1 within the clock, in the order in which they are due.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When its event was queued; null before.</summary>
    public DateTimeOffset? SentAt { get; set; }
}
