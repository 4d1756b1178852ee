using Netralitas.Elections.Calendars;
using Netralitas.Geography;

namespace Netralitas.Elections.Clocks;

/// <summary>Counts the deadline of a clock.</summary>
internal static class ClockArithmetic
{
    internal static Deadline DeadlineOf(Clock clock, ElectionLaw law) => clock.Rule.Unit switch
    {
        ClockUnit.Hour => InHours(clock),
        ClockUnit.CalendarDay or ClockUnit.WorkingDay => InDays(clock, law),
    };

    /// <summary>The holidays that are in one calendar and not in the other, on weekdays from the start to the later of two last days.</summary>
    internal static IReadOnlyList<Holiday> NewHolidays(Clock before, Clock after, Deadline deadline)
    {
        var last = new[] { before.Deadline.LastDay, deadline.LastDay }.Max();
        if (after.Rule.Unit != ClockUnit.WorkingDay || last is null)
        {
            return [];
        }

        var found = new List<Holiday>();
        for (var date = after.StartedOn; date <= last; date = date.AddDays(1))
        {
            var office = OfficeOn(after, date);
            var (was, @is) = (HolidayOn(before.Calendar), HolidayOn(after.Calendar));
            var differs = (was is null) != (@is is null) && !CalendarVersion.IsWeekend(date);
            if (differs && (@is ?? after.Calendar.WithdrawalOn(date, office)) is { } decreed)
            {
                found.Add(decreed);
            }

            Holiday? HolidayOn(CalendarVersion calendar) => calendar.HolidayOn(date, office, after.Rule.CutiBersamaCounts);
        }

        return found;
    }

    private static Deadline InHours(Clock clock)
    {
        if (clock.Status == ClockStatus.Paused)
        {
            return new Deadline(null, null, 0, [], null);
        }

        var stoodStill = clock.Pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + (pause.Until!.Value - pause.Since));
        var ends = clock.CountedFrom + TimeSpan.FromHours(clock.Length) + stoodStill;
        return new Deadline(clock.Zone.LocalDate(ends.AddTicks(-1)), ends, 0, [], null);
    }

    private static Deadline InDays(Clock clock, ElectionLaw law)
    {
        var reckoning = Reckoning.Of(
            clock.Rule,
            clock.Length,
            clock.StartedOn,
            date => OfficeOn(clock, date),
            clock.Calendar,
            date => clock.Pauses.Any(pause => date >= pause.FirstDay && date < pause.EndsBefore),
            clock.Status == ClockStatus.Paused ? clock.Pauses[^1].FirstDay : null);
        return new Deadline(
            reckoning.LastDay,
            reckoning.LastDay is { } lastDay ? EndOf(lastDay, clock, law) : null,
            reckoning.Counted,
            reckoning.Uncounted,
            reckoning.MissingYear);
    }

    // On a day on which the office is closed nothing shuts before midnight.
    private static DateTimeOffset EndOf(DateOnly lastDay, Clock clock, ElectionLaw law)
    {
        var closes = clock.Rule.OfficeHoursEnd
            ? law.Reception.OpeningOn(lastDay, clock.Rule.Family, clock.Office, clock.Calendar, law.Schedule)?.Until
            : null;
        return closes ?? clock.Zone.LocalDateTime(lastDay.AddDays(1), TimeOnly.MinValue);
    }

    private static RegionCode OfficeOn(Clock clock, DateOnly date) =>
        clock.Offices.LastOrDefault(office => office.From <= date, clock.Offices[0]).Region;
}
