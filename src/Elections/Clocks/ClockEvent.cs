using Netralitas.Geography;

namespace Netralitas.Elections.Clocks;

/// <summary>Something that happened to a clock. Its history is the only truth about it: the due date is counted from it each time.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Rule">The rule that the clock was started under; the same in all events of a clock.</param>
/// <param name="CalendarKnownSince">The calendar that was known and from now on holds for the clock: <see cref="Calendars.CalendarVersion.KnownSince"/>.</param>
public abstract record ClockEvent(DateTimeOffset At, RuleReference Rule, DateTimeOffset CalendarKnownSince)
{
    /// <summary>Which step of a clock's life it is.</summary>
    public ClockStep Step => this switch
    {
        ClockStarted => ClockStep.Start,
        ClockPaused => ClockStep.Pause,
        ClockResumed => ClockStep.Resume,
        ClockExtended => ClockStep.Extend,
        ClockTransferred => ClockStep.Transfer,
        CalendarRevised => ClockStep.ReviseCalendar,
        ClockStopped => ClockStep.Stop,
        _ => throw new InvalidOperationException($"{GetType().Name} is no event of a clock."),
    };
}

/// <summary>The clock was started.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Rule">The rule.</param>
/// <param name="CalendarKnownSince">The calendar known.</param>
/// <param name="CountedFrom">The instant from which it counts, such as the day on which an act became known, or the next opening of the office for a report that came at night.</param>
/// <param name="Office">The handling office, whose local dates and holidays hold.</param>
public sealed record ClockStarted(
    DateTimeOffset At, RuleReference Rule, DateTimeOffset CalendarKnownSince, DateTimeOffset CountedFrom, RegionCode Office)
    : ClockEvent(At, Rule, CalendarKnownSince);

/// <summary>The clock stands still from this local date on.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Rule">The rule.</param>
/// <param name="CalendarKnownSince">The calendar known.</param>
public sealed record ClockPaused(DateTimeOffset At, RuleReference Rule, DateTimeOffset CalendarKnownSince)
    : ClockEvent(At, Rule, CalendarKnownSince);

/// <summary>The clock runs again from this local date on.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Rule">The rule.</param>
/// <param name="CalendarKnownSince">The calendar known.</param>
public sealed record ClockResumed(DateTimeOffset At, RuleReference Rule, DateTimeOffset CalendarKnownSince)
    : ClockEvent(At, Rule, CalendarKnownSince);

/// <summary>The extension of the rule was taken.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Rule">The rule.</param>
/// <param name="CalendarKnownSince">The calendar known.</param>
public sealed record ClockExtended(DateTimeOffset At, RuleReference Rule, DateTimeOffset CalendarKnownSince)
    : ClockEvent(At, Rule, CalendarKnownSince);

/// <summary>Another office took over.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Rule">The rule.</param>
/// <param name="CalendarKnownSince">The calendar known.</param>
/// <param name="Office">The office that handles from now on.</param>
public sealed record ClockTransferred(DateTimeOffset At, RuleReference Rule, DateTimeOffset CalendarKnownSince, RegionCode Office)
    : ClockEvent(At, Rule, CalendarKnownSince);

/// <summary>The clock was told of a newer calendar. Due for each running clock whose calendar is older than what is known now.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Rule">The rule.</param>
/// <param name="CalendarKnownSince">The newer calendar.</param>
public sealed record CalendarRevised(DateTimeOffset At, RuleReference Rule, DateTimeOffset CalendarKnownSince)
    : ClockEvent(At, Rule, CalendarKnownSince);

/// <summary>What the clock was for is done, or fell away.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Rule">The rule.</param>
/// <param name="CalendarKnownSince">The calendar known.</param>
public sealed record ClockStopped(DateTimeOffset At, RuleReference Rule, DateTimeOffset CalendarKnownSince)
    : ClockEvent(At, Rule, CalendarKnownSince);
