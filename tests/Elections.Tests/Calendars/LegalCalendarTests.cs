using Netralitas.Elections.Calendars;
using Netralitas.Geography;

namespace Netralitas.Elections.Tests.Calendars;

public class LegalCalendarTests
{
    // LAW-CAL-01 SKB, LAW-CAL-02 cuti bersama, LAW-CAL-03 voting day, LAW-CAL-04 region, LAW-CAL-05 Monday to Friday
    private const string Days = """
        2024-02-14 | 00 | 2024-02-05 -> working
        2024-02-14 | 00 | 2024-02-06 -> HariPemungutanSuara, Keppres 10/2024
        2024-11-27 | 75.71 | 2024-11-20 -> working
        2024-11-27 | 75.71 | 2024-11-21 -> HariPemungutanSuara, Keppres 33/2024
        2024-12-25 | 00 | 2024-01-01 -> LiburNasional, SKB 3 Menteri 855/2023, 3/2023, dan 4/2023
        2024-12-26 | 00 | 2024-01-01 -> CutiBersama, SKB 3 Menteri 855/2023, 3/2023, dan 4/2023
        2024-12-28 | 00 | 2024-01-01 -> weekend
        2024-12-30 | 00 | 2024-01-01 -> working
        2025-01-01 | 00 | 2024-10-13 -> not known
        2025-01-01 | 00 | 2024-10-14 -> LiburNasional, SKB 3 Menteri 1017/2024, 2/2024, dan 2/2024
        2025-08-18 | 00 | 2025-08-06 -> working
        2025-08-18 | 00 | 2025-08-07 -> CutiBersama, SKB 3 Menteri 933/2025, 1/2025, dan 3/2025
        2025-08-27 | 19.71 | 2025-08-25 -> working
        2025-08-27 | 19.71 | 2025-08-26 -> LiburDaerah, Penetapan Pemerintah Kota Pangkalpinang (nomor tidak diketahui)
        2025-08-27 | 19.71.01 | 2025-08-26 -> LiburDaerah, Penetapan Pemerintah Kota Pangkalpinang (nomor tidak diketahui)
        2025-08-27 | 19 | 2025-08-26 -> working
        2025-08-27 | 19.01 | 2025-08-26 -> working
        2026-03-20 | 00 | 2025-09-19 -> CutiBersama, SKB 3 Menteri 1497/2025, 2/2025, dan 5/2025
        2026-08-17 | 00 | 2025-09-18 -> not known
        2023-12-29 | 00 | 2026-01-01 -> not known
        2027-01-04 | 00 | 2026-11-22 -> not known

        """;

    [Fact]
    public void A_day_is_free_from_when_its_decree_is_known() => Assert.Equal(Days, Table.Filled(Days, row =>
    {
        var (date, office) = (Table.Date(row[0]), RegionCode.Parse(row[1]));
        var calendar = LegalCalendar.Published.AsKnownAt(Table.Instant(row[2] + "T00:00+07:00"));
        return !calendar.Knows(date.Year) ? "not known"
            : calendar.HolidayOn(date, office) is { } holiday ? $"{holiday.Kind}, {holiday.Citation.Basis}"
            : calendar.IsWorkingDay(date, office) ? "working" : "weekend";
    }));

    [Theory]
    [InlineData(2024, HolidayKind.LiburNasional, 17)]
    [InlineData(2024, HolidayKind.CutiBersama, 10)]
    [InlineData(2025, HolidayKind.LiburNasional, 17)]
    [InlineData(2025, HolidayKind.CutiBersama, 11)] // ten, and 18 August by the later decree
    [InlineData(2026, HolidayKind.LiburNasional, 17)]
    [InlineData(2026, HolidayKind.CutiBersama, 8)]
    public void A_year_has_as_many_days_as_its_decree_says(int year, HolidayKind kind, int days) => Assert.Equal(
        days,
        Enumerable.Range(0, 366).Select(day => new DateOnly(year, 1, 1).AddDays(day)).Where(date => date.Year == year)
            .Count(date => Now().HolidayOn(date, RegionCode.National)?.Kind == kind));

    [Fact]
    public void No_cuti_bersama_lies_on_a_weekend() => Assert.DoesNotContain(
        EveryDay(), date => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && Now().HolidayOn(date, RegionCode.National)?.Kind == HolidayKind.CutiBersama);

    [Fact]
    public void Whether_cuti_bersama_is_a_working_day_is_asked_each_time()
    {
        var date = Table.Date("2024-12-26");

        Assert.False(Now().IsWorkingDay(date, RegionCode.National));
        Assert.True(Now().IsWorkingDay(date, RegionCode.National, cutiBersamaCounts: true));
        Assert.False(Now().IsWorkingDay(Table.Date("2024-12-25"), RegionCode.National, cutiBersamaCounts: true));
    }

    [Fact]
    public void Of_a_year_that_is_not_known_no_day_is_said_to_be_a_working_day() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Now().IsWorkingDay(Table.Date("2027-01-04"), RegionCode.National));

    [Fact]
    public void A_version_bears_the_instant_of_its_last_change_and_is_found_by_it()
    {
        var before = LegalCalendar.Published.AsKnownAt(Table.Instant("2025-08-06T23:59+07:00"));
        var after = LegalCalendar.Published.AsKnownAt(Table.Instant("2025-08-20T00:00+07:00"));

        Assert.Equal(Table.Instant("2024-11-21T00:00+07:00"), before.KnownSince);
        Assert.Equal(Table.Instant("2025-08-07T00:00+07:00"), after.KnownSince);
        Assert.NotNull(LegalCalendar.Published.AsKnownAt(after.KnownSince).HolidayOn(Table.Date("2025-08-18"), RegionCode.National));
        Assert.False(LegalCalendar.Published.AsKnownAt(DateTimeOffset.MinValue).Knows(2024));
    }

    [Fact]
    public void A_holiday_that_is_withdrawn_is_a_working_day_from_then_on_and_may_be_set_again()
    {
        var calendar = LegalCalendar.Published.With(
            Table.Holiday("2026-12-08", "2026-11-01T00:00+07:00"),
            Table.Holiday("2026-12-08", "2026-11-10T00:00+07:00", HolidayEffect.Dicabut),
            Table.Holiday("2026-12-08", "2026-11-20T00:00+07:00"));

        Assert.Equal([true, false, true, false], new[] { "2026-10-31", "2026-11-01", "2026-11-10", "2026-11-20" }.Select(known =>
            calendar.AsKnownAt(Table.Instant(known + "T12:00+07:00")).IsWorkingDay(Table.Date("2026-12-08"), RegionCode.National)));
    }

    private static CalendarVersion Now() => LegalCalendar.Published.AsKnownAt(Table.Now);

    private static IEnumerable<DateOnly> EveryDay() => Enumerable.Range(0, 1096).Select(day => new DateOnly(2024, 1, 1).AddDays(day));
}
