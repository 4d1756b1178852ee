using Netralitas.Elections.Calendars;
using Netralitas.Elections.Clocks;
using Netralitas.Geography;

namespace Netralitas.Elections.Tests.Clocks;

public class ClockTests
{
    // 75.71 Kota Gorontalo is in WITA, 35.75 Kota Pasuruan in WIB, 81.71 Kota Ambon in WIT.
    private const string Deadlines = """
        pilkada-handling | 75.71 | start 2024-12-02 09:00 -> Thu 2024-12-05, before 2024-12-05T16:00Z
        pilkada-handling | 35.75 | start 2024-12-02 09:00 -> Thu 2024-12-05, before 2024-12-05T17:00Z
        pilkada-handling | 81.71 | start 2024-12-02 09:00 -> Thu 2024-12-05, before 2024-12-05T15:00Z
        pilkada-handling | 35.75 | start 2024-12-02 22:30 -> Thu 2024-12-05, before 2024-12-05T17:00Z
        pilkada-handling | 81.71 | start 2024-12-03 00:30 -> Fri 2024-12-06, before 2024-12-06T15:00Z
        pilkada-handling | 75.71 | start 2024-12-02 09:00; extend 2024-12-05 10:00 -> Sat 2024-12-07, before 2024-12-07T16:00Z
        pilkada-handling | 75.71 | start 2024-12-30 09:00; extend 2025-01-02 10:00 -> Sat 2025-01-04, before 2025-01-04T16:00Z
        pilkada-handling | 75.71 | start 2024-12-02 09:00; pause 2024-12-03 09:00 -> none, 0 counted
        pilkada-handling | 75.71 | start 2024-12-02 09:00; pause 2024-12-04 09:00 -> none, 1 counted
        pilkada-handling | 75.71 | start 2024-12-02 09:00; pause 2024-12-03 09:00; resume 2024-12-03 15:00 -> Thu 2024-12-05, before 2024-12-05T16:00Z
        pilkada-handling | 75.71 | start 2024-12-02 09:00; pause 2024-12-03 09:00; resume 2024-12-05 09:00 -> Sat 2024-12-07, before 2024-12-07T16:00Z
        pilkada-handling | 75.71 | start 2024-12-02 09:00; pause 2024-12-05 10:00; resume 2024-12-06 10:00 -> Fri 2024-12-06, before 2024-12-06T16:00Z
        pilkada-handling | 75.71 | start 2024-12-02 09:00; pause 2024-12-03 09:00; resume 2024-12-04 09:00; pause 2024-12-05 09:00; resume 2024-12-06 09:00 -> Sat 2024-12-07, before 2024-12-07T16:00Z
        pilkada-handling | 75.71 | start 2024-12-02 09:00; pause 2024-12-06 09:00 -> Thu 2024-12-05, before 2024-12-05T16:00Z
        pilkada-handling | 75.71 | start 2024-12-02 09:00; transfer 2024-12-04 08:00 35.75 -> Thu 2024-12-05, before 2024-12-05T17:00Z
        pilkada-handling | 75.71 | start 2024-12-02 09:00; transfer 2024-12-04 08:00 81.71 -> Thu 2024-12-05, before 2024-12-05T15:00Z
        pilkada-handling | 81.71 | start 2024-12-03 00:30; transfer 2024-12-04 08:00 35.75 -> Fri 2024-12-06, before 2024-12-06T17:00Z
        pilkada-handling | 75.71 | start 2024-12-02 09:00; pause 2024-12-03 09:00; transfer 2024-12-04 08:00 35.75; resume 2024-12-05 08:00 -> Sat 2024-12-07, before 2024-12-07T17:00Z
        pilkada-completion | 75.71 | start 2024-12-02 10:15 -> Wed 2024-12-04, before 2024-12-04T02:15Z
        pilkada-completion | 75.71 | start 2024-12-02 00:00 -> Tue 2024-12-03, before 2024-12-03T16:00Z
        pilkada-completion | 75.71 | start 2024-12-02 10:15; pause 2024-12-02 12:00; resume 2024-12-02 17:00 -> Wed 2024-12-04, before 2024-12-04T07:15Z
        pilkada-completion | 75.71 | start 2024-12-02 10:15; pause 2024-12-02 12:00 -> none, 0 counted
        pilkada-completion | 75.71 | start 2024-12-02 10:15; transfer 2024-12-03 08:00 35.75 -> Wed 2024-12-04, before 2024-12-04T02:15Z
        pilkada-gakkumdu-investigation | 75.71 | start 2024-11-15 09:00 -> Thu 2024-12-05, before 2024-12-05T16:00Z
        pilkada-gakkumdu-investigation | 75.71 | start 2024-11-15 09:00; revise 2024-11-20 09:00 -> Thu 2024-12-05, before 2024-12-05T16:00Z
        pilkada-gakkumdu-investigation | 75.71 | start 2024-11-15 09:00; revise 2024-11-21 09:00 -> Fri 2024-12-06, before 2024-12-06T16:00Z
        pilkada-gakkumdu-investigation | 75.71 | start 2024-11-22 09:00 -> Fri 2024-12-13, before 2024-12-13T16:00Z
        pilkada-gakkumdu-investigation | 75.71 | start 2025-08-04 09:00; revise 2025-08-08 09:00 -> Mon 2025-08-25, before 2025-08-25T16:00Z
        pilkada-gakkumdu-investigation | 75.71 | start 2025-08-04 09:00; stop 2025-08-06 09:00; revise 2025-08-08 09:00 -> Fri 2025-08-22, before 2025-08-22T16:00Z
        pilkada-gakkumdu-file-return | 19.01 | start 2025-08-26 09:00; transfer 2025-08-27 08:00 19.71 -> Mon 2025-09-01, before 2025-09-01T17:00Z
        pilkada-gakkumdu-file-return | 19.01 | start 2025-08-26 09:00; transfer 2025-08-28 08:00 19.71 -> Fri 2025-08-29, before 2025-08-29T17:00Z
        pemilu-handling | 75.71 | start 2024-03-04 09:00; extend 2024-03-13 10:00 -> Tue 2024-03-26, before 2024-03-26T16:00Z
        pemilu-handling | 75.71 | start 2026-12-28 09:00 -> none, 2027 missing

        """;

    private const string Conditions = """
        start 2024-12-02 09:00 | 2024-12-02 09:00 -> Running
        start 2024-12-02 09:00 | 2024-12-04 23:59 -> Running
        start 2024-12-02 09:00 | 2024-12-05 00:00 -> DueSoon
        start 2024-12-02 09:00 | 2024-12-05 23:59 -> DueSoon
        start 2024-12-02 09:00 | 2024-12-06 00:00 -> Overdue
        start 2024-12-02 09:00; extend 2024-12-05 10:00 | 2024-12-06 00:00 -> Running
        start 2024-12-02 09:00; pause 2024-12-03 10:00 | 2024-12-09 00:00 -> Paused
        start 2024-12-02 09:00; stop 2024-12-05 23:59 | 2024-12-09 00:00 -> Stopped, in time
        start 2024-12-02 09:00; stop 2024-12-06 00:00 | 2024-12-09 00:00 -> Stopped, late
        start 2024-12-02 09:00; pause 2024-12-03 10:00; stop 2024-12-09 00:00 | 2024-12-09 00:00 -> Stopped

        """;

    [Fact]
    public void A_history_adds_up_to_one_deadline() => Assert.Equal(Deadlines, Table.Filled(Deadlines, row =>
        History.Clock(row[0], row[1], row[2]).Deadline switch
        {
            { LastDay: { } day, EndsAt: { } ends } => $"{Table.Print(day)}, before {ends.UtcDateTime:yyyy-MM-dd'T'HH:mm'Z'}",
            { MissingYear: { } year } => $"none, {year} missing",
            var paused => $"none, {paused.Counted} counted",
        }));

    [Fact]
    public void At_an_instant_a_clock_has_one_condition() => Assert.Equal(Conditions, Table.Filled(Conditions, row =>
    {
        var clock = History.Clock("pilkada-handling", "75.71", row[0]);
        var condition = clock.ConditionAt(Table.Local(row[1], "75.71"), TimeSpan.FromDays(1));
        return clock.StoppedInTime is { } inTime ? $"{condition}, {(inTime ? "in time" : "late")}" : $"{condition}";
    }));

    [Fact]
    public void A_clock_that_needs_a_year_without_holidays_says_so_until_they_are_known()
    {
        var newYear = Table.Holiday("2027-01-01", "2026-12-29T00:00+07:00");
        var law = ElectionLaw.Published with
        {
            Calendar = LegalCalendar.Published.With(new CalendarYear(2027, newYear.KnownSince, newYear.Citation), newYear),
        };
        var before = History.Clock("pemilu-handling", "75.71", "start 2026-12-28 09:00", law);
        var after = History.Clock("pemilu-handling", "75.71", "start 2026-12-28 09:00; revise 2026-12-29 09:00", law);

        Assert.Equal(ClockCondition.Unknown, before.ConditionAt(Table.Local("2026-12-28 10:00", "75.71"), TimeSpan.FromDays(1)));
        Assert.Equal((null, 2027), (before.Deadline.LastDay, before.Deadline.MissingYear));
        Assert.Equal((Table.Date("2027-01-07"), null), (after.Deadline.LastDay, after.Deadline.MissingYear));
    }

    [Fact]
    public void A_late_holiday_moves_a_running_clock_and_says_from_where_to_where_and_by_which_decree()
    {
        var clock = History.Clock("pilkada-gakkumdu-investigation", "75.71", "start 2025-08-04 09:00; revise 2025-08-08 09:00");
        var change = Assert.Single(clock.Changes);
        var holiday = Assert.Single(change.Holidays);

        Assert.Equal((Table.Date("2025-08-22"), Table.Date("2025-08-25")), (change.From.LastDay, change.To.LastDay));
        Assert.Equal((ClockStep.ReviseCalendar, Table.Local("2025-08-08 09:00", "75.71")), (change.Step, change.At));
        Assert.Equal((Table.Date("2025-08-18"), "SKB 3 Menteri 933/2025, 1/2025, dan 3/2025"), (holiday.Date, holiday.Citation.Basis));
        Assert.Equal(Table.Instant("2025-08-07T00:00+07:00"), clock.Calendar.KnownSince);
    }

    [Theory]
    [InlineData("start 2025-08-04 09:00; revise 2025-08-05 09:00")] // nothing new
    [InlineData("start 2025-07-01 09:00; revise 2025-08-08 09:00")] // ended before
    [InlineData("start 2025-08-11 09:00; revise 2025-08-12 09:00")] // known at the start
    [InlineData("start 2025-08-04 09:00; stop 2025-08-06 09:00; revise 2025-08-08 09:00")] // over
    public void A_newer_calendar_that_changes_nothing_leaves_no_trace(string words) =>
        Assert.Empty(History.Clock("pilkada-gakkumdu-investigation", "75.71", words).Changes);

    [Fact]
    public void A_holiday_that_is_withdrawn_brings_the_deadline_forward()
    {
        var law = ElectionLaw.Published with
        {
            Calendar = LegalCalendar.Published.With(
                Table.Holiday("2026-11-24", "2026-11-01T00:00+07:00"), Table.Holiday("2026-11-24", "2026-11-23T12:00+07:00", HolidayEffect.Dicabut)),
        };
        var change = Assert.Single(History.Clock("pemilu-completion", "35.75", "start 2026-11-23 09:00; revise 2026-11-23 13:00", law).Changes);

        Assert.Equal((Table.Date("2026-11-26"), Table.Date("2026-11-25")), (change.From.LastDay, change.To.LastDay));
        Assert.Equal(HolidayEffect.Dicabut, Assert.Single(change.Holidays).Effect);
    }

    [Fact]
    public void Of_several_holidays_only_those_that_took_a_working_day_explain_the_move()
    {
        var law = ElectionLaw.Published with
        {
            Calendar = LegalCalendar.Published.With(
                Table.Holiday("2026-11-24", "2026-11-23T12:00+07:00"),
                Table.Holiday("2026-11-28", "2026-11-23T12:00+07:00"),
                Table.Holiday("2026-12-01", "2026-11-23T12:00+07:00", region: "31"),
                Table.Holiday("2026-12-24", "2026-11-23T12:00+07:00")),
        };
        var change = Assert.Single(History.Clock("pemilu-handling", "35.75", "start 2026-11-23 09:00; revise 2026-11-23 13:00", law).Changes);

        Assert.Equal((Table.Date("2026-12-02"), Table.Date("2026-12-03")), (change.From.LastDay, change.To.LastDay));
        Assert.Equal(Table.Date("2026-11-24"), Assert.Single(change.Holidays).Date);
    }

    // What is over, by the calendar of 8 August 2025, which has 18 August free of work.
    private const string Reassessed = """
        start 2025-08-04 09:00; stop 2025-08-06 09:00 -> Fri 2025-08-22 then, Mon 2025-08-25 now
        start 2025-08-04 09:00; stop 2025-08-06 09:00; revise 2025-08-08 09:00 -> Fri 2025-08-22 then, Mon 2025-08-25 now
        start 2025-08-04 09:00 -> Fri 2025-08-22 then, the same now
        start 2025-08-11 09:00; stop 2025-08-12 09:00 -> Mon 2025-09-01 then, the same now
        start 2025-07-01 09:00; stop 2025-07-02 09:00 -> Mon 2025-07-21 then, the same now
        start 2025-08-04 09:00; pause 2025-08-05 09:00; stop 2025-08-06 09:00 -> none then, the same now

        """;

    [Fact]
    public void A_clock_that_is_over_is_told_how_it_looks_by_a_newer_calendar_and_stays_what_it_is() => Assert.Equal(Reassessed, Table.Filled(Reassessed, row =>
    {
        var clock = History.Clock("pilkada-gakkumdu-investigation", "75.71", row[0]);
        var present = clock.Reassessed(LegalCalendar.Published.AsKnownAt(Table.Now), ElectionLaw.Published);
        var then = clock.Deadline.LastDay is { } day ? Table.Print(day) : "none";
        Assert.Equal(ReferenceEquals(present, clock), present.Changes.Count == clock.Changes.Count);
        return $"{then} then, {(ReferenceEquals(present, clock) ? "the same" : Table.Print(present.Deadline.LastDay!.Value))} now";
    }));

    [Fact]
    public void A_case_keeps_the_rule_it_was_opened_under()
    {
        var law = ElectionLaw.Published with
        {
            Clocks = ClockRules.Published.With(Table.Rule("pilkada-handling") with { Version = 2, Length = 5, ValidFrom = Table.Date("2024-12-03") }),
        };

        Assert.Equal(Table.Date("2024-12-07"), History.Clock("pilkada-handling", "75.71", "start 2024-12-02 09:00; extend 2024-12-04 09:00", law).Deadline.LastDay);
    }

    [Fact]
    public void A_report_that_came_at_night_counts_from_the_next_opening()
    {
        var received = Table.Local("2024-10-11 20:00", "75.71"); // a Friday
        var counted = ElectionLaw.Published.Reception.Receive(
            received,
            Elections.Reception.ReceptionChannel.InPerson,
            Elections.Contests.ContestFamily.Pilkada,
            RegionCode.Parse("75.71"),
            LegalCalendar.Published.AsKnownAt(received),
            ElectionLaw.Published.Schedule).CountedFrom!.Value;
        var clock = Clock.Fold(
            [new ClockStarted(received, new RuleReference("pilkada-initial-review", 1), Table.Now, counted, RegionCode.Parse("75.71"))], ElectionLaw.Published);

        Assert.Equal((Table.Date("2024-10-14"), Table.Date("2024-10-16")), (clock.StartedOn, clock.Deadline.LastDay));
    }

    [Theory]
    [InlineData("2024-10-07 09:00", "2024-10-10 16:00")] // a Thursday
    [InlineData("2024-10-08 09:00", "2024-10-11 16:30")] // a Friday
    [InlineData("2024-12-18 09:00", "2024-12-22 00:00")] // a Saturday, on which the office is closed
    [InlineData("2024-11-22 09:00", "2024-11-26 00:00")] // a quiet day, on which it is open day and night
    public void Where_the_last_day_ends_with_the_office_hours_it_ends_when_the_office_closes(string start, string ends)
    {
        var law = ElectionLaw.Published with { Clocks = new ClockRules([Table.Rule("pilkada-handling") with { OfficeHoursEnd = true }]) };

        Assert.Equal(Table.Local(ends, "75.71"), History.Clock("pilkada-handling", "75.71", $"start {start}", law).Deadline.EndsAt);
    }
}
