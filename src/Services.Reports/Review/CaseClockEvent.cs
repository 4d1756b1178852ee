using Netralitas.Elections.Clocks;
using Netralitas.Geography;

namespace Netralitas.Services.Reports.Review;

/// <summary>Something that happened to a clock of a case, as a row. Never changed.</summary>
internal sealed class CaseClockEvent
{
    public required Guid ReportId { get; init; }

    /// <summary>From 1, in the order in which the case's clocks were moved.</summary>
    public required int Number { get; init; }

    /// <summary>Which clock of the case; from 1, in the order in which they started.</summary>
    public required int Clock { get; init; }

    public required ClockSubject Subject { get; init; }

    public required ClockStep Step { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string RuleId { get; init; }

    public required int RuleVersion { get; init; }

    /// <summary>Names the calendar that holds from then on.</summary>
    public required DateTimeOffset CalendarKnownSince { get; init; }

    /// <summary>Of a start.</summary>
    public required DateTimeOffset? CountedFrom { get; init; }

    /// <summary>Of a start or a transfer.</summary>
    public required string? OfficeCode { get; init; }

    /// <summary>The row of an event.</summary>
    internal static CaseClockEvent Of(Guid reportId, int number, int clock, ClockSubject subject, ClockEvent happened) => new()
    {
        ReportId = reportId,
        Number = number,
        Clock = clock,
        Subject = subject,
        Step = happened.Step,
        At = happened.At,
        RuleId = happened.Rule.Id,
        RuleVersion = happened.Rule.Version,
        CalendarKnownSince = happened.CalendarKnownSince,
        CountedFrom = (happened as ClockStarted)?.CountedFrom.ToUniversalTime(),
        OfficeCode = ((happened as ClockStarted)?.Office ?? (happened as ClockTransferred)?.Office)?.ToString(),
    };

    /// <summary>The event of the row.</summary>
    internal ClockEvent ToEvent()
    {
        var rule = new RuleReference(RuleId, RuleVersion);
        return Step switch
        {
            ClockStep.Start => new ClockStarted(At, rule, CalendarKnownSince, CountedFrom!.Value, RegionCode.Parse(OfficeCode)),
            ClockStep.Pause => new ClockPaused(At, rule, CalendarKnownSince),
            ClockStep.Resume => new ClockResumed(At, rule, CalendarKnownSince),
            ClockStep.Extend => new ClockExtended(At, rule, CalendarKnownSince),
            ClockStep.Transfer => new ClockTransferred(At, rule, CalendarKnownSince, RegionCode.Parse(OfficeCode)),
            ClockStep.ReviseCalendar => new CalendarRevised(At, rule, CalendarKnownSince),
            ClockStep.Stop => new ClockStopped(At, rule, CalendarKnownSince),
        };
    }
}
