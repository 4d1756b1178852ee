using Netralitas.Elections.Calendars;
using Netralitas.Geography;

namespace Netralitas.Elections.Clocks;

/// <summary>Why a day was passed over.</summary>
public enum UncountedReason
{
    /// <summary>Saturday or Sunday.</summary>
    Weekend,

    /// <summary>A holiday on another day of the week.</summary>
    Holiday,

    /// <summary>The clock stood still.</summary>
    Paused,
}

/// <summary>A day that was passed over in counting.</summary>
/// <param name="Date">Local date.</param>
/// <param name="Reason">Why.</param>
/// <param name="Holiday">The holiday, with its decree; null for other reasons.</param>
public sealed record UncountedDay(DateOnly Date, UncountedReason Reason, Holiday? Holiday);

/// <summary>The days of a rule, counted.</summary>
/// <param name="LastDay">Last local date, inclusive; null when it cannot be said.</param>
/// <param name="Counted">How many days were counted.</param>
/// <param name="Uncounted">The days passed over, in order.</param>
/// <param name="MissingYear">The year whose holidays are not known and without which it cannot be said; null when none is missing.</param>
public sealed record Reckoning(DateOnly? LastDay, int Counted, IReadOnlyList<UncountedDay> Uncounted, int? MissingYear)
{
    /// <summary>Counts the days of a rule without a clock, as for the question whether a report was filed in time.</summary>
    /// <param name="rule">A rule in days, with a length.</param>
    /// <param name="start">Local date of the start; counted itself only by a rule with an inclusive start [LAW-CNT-01].</param>
    /// <param name="office">The region whose holidays hold.</param>
    /// <param name="calendar">The holidays as they were known.</param>
    /// <exception cref="ArgumentException">The rule counts hours or has no length.</exception>
    public static Reckoning Of(ClockRule rule, DateOnly start, RegionCode office, CalendarVersion calendar) =>
        Of(rule, rule.Length ?? throw new ArgumentException($"Rule {rule.Id} has no length.", nameof(rule)), start, _ => office, calendar, _ => false, null);

    /// <summary>Counts days, passing over those on which the clock stands still, until the length is reached or the clock is paused for good.</summary>
    /// <param name="rule">A rule in days.</param>
    /// <param name="length">How many, extension included.</param>
    /// <param name="start">Local date of the start.</param>
    /// <param name="officeOn">The office whose holidays hold on a date.</param>
    /// <param name="calendar">The holidays as they were known.</param>
    /// <param name="isPausedOn">Whether the clock stands still on a date.</param>
    /// <param name="pausedFrom">Date from which it stands still without end; null when it runs.</param>
    internal static Reckoning Of(
        ClockRule rule,
        int length,
        DateOnly start,
        Func<DateOnly, RegionCode> officeOn,
        CalendarVersion calendar,
        Func<DateOnly, bool> isPausedOn,
        DateOnly? pausedFrom)
    {
        if (rule.Unit == ClockUnit.Hour)
        {
            throw new ArgumentException($"Rule {rule.Id} counts hours.", nameof(rule));
        }

        var (counted, uncounted) = (0, new List<UncountedDay>());
        for (var date = rule.InclusiveStart ? start : start.AddDays(1); pausedFrom is null || date < pausedFrom; date = date.AddDays(1))
        {
            if (isPausedOn(date))
            {
                uncounted.Add(new UncountedDay(date, UncountedReason.Paused, null));
            }
            else if (rule.Unit == ClockUnit.WorkingDay && !calendar.Knows(date.Year))
            {
                return new Reckoning(null, counted, uncounted, date.Year);
            }
            else if (rule.Unit == ClockUnit.WorkingDay && WhyNotWorking(date, officeOn(date), rule, calendar) is { } day)
            {
                uncounted.Add(day);
            }
            else if (++counted == length)
            {
                return new Reckoning(date, counted, uncounted, null);
            }
        }

        return new Reckoning(null, counted, uncounted, null);
    }

    private static UncountedDay? WhyNotWorking(DateOnly date, RegionCode office, ClockRule rule, CalendarVersion calendar)
    {
        if (CalendarVersion.IsWeekend(date))
        {
            return new UncountedDay(date, UncountedReason.Weekend, null);
        }

        return calendar.HolidayOn(date, office, rule.CutiBersamaCounts) is { } holiday
            ? new UncountedDay(date, UncountedReason.Holiday, holiday)
            : null;
    }
}
