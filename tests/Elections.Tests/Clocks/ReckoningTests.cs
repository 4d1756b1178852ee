using Netralitas.Elections.Calendars;
using Netralitas.Elections.Clocks;
using Netralitas.Geography;

namespace Netralitas.Elections.Tests.Clocks;

/// <summary>Last days by rule [LAW-CNT-01, LAW-CNT-02].</summary>
public class ReckoningTests
{
    // rule | start | day on which the calendar is known | office
    private const string LastDays = """
        pilkada-handling | 2024-12-02 | 2024-12-02 | 75.71 -> Thu 2024-12-05
        pilkada-handling | 2024-11-30 | 2024-11-30 | 75.71 -> Tue 2024-12-03
        pilkada-handling | 2024-12-05 | 2024-12-05 | 75.71 -> Sun 2024-12-08
        pilkada-handling | 2024-11-26 | 2024-11-26 | 75.71 -> Fri 2024-11-29
        pilkada-handling | 2024-12-30 | 2024-12-30 | 75.71 -> Thu 2025-01-02
        pilkada-handling | 2024-02-27 | 2024-02-27 | 75.71 -> Fri 2024-03-01
        pilkada-handling | 2025-02-26 | 2025-02-26 | 75.71 -> Sat 2025-03-01
        pilkada-handling | 2031-12-30 | 2024-12-30 | 75.71 -> Fri 2032-01-02
        pilkada-report-filing | 2024-10-01 | 2024-10-01 | 75.71 -> Tue 2024-10-08
        pemilu-report-filing | 2024-02-01 | 2024-02-07 | 75.71 -> Thu 2024-02-15: Sat 03, Sun 04, LiburNasional 08, CutiBersama 09, Sat 10, Sun 11, HariPemungutanSuara 14
        pemilu-handling | 2024-03-04 | 2024-03-04 | 75.71 -> Fri 2024-03-15: Sat 09, Sun 10, LiburNasional 11, CutiBersama 12
        pemilu-handling | 2024-03-02 | 2024-03-02 | 75.71 -> Thu 2024-03-14: Sun 03, Sat 09, Sun 10, LiburNasional 11, CutiBersama 12
        pemilu-handling | 2024-02-12 | 2024-02-05 | 75.71 -> Wed 2024-02-21: Sat 17, Sun 18
        pemilu-handling | 2024-02-12 | 2024-02-06 | 75.71 -> Thu 2024-02-22: HariPemungutanSuara 14, Sat 17, Sun 18
        pemilu-handling | 2024-04-05 | 2024-04-05 | 75.71 -> Wed 2024-04-24: Sat 06, Sun 07, CutiBersama 08, CutiBersama 09, LiburNasional 10, LiburNasional 11, CutiBersama 12, Sat 13, Sun 14, CutiBersama 15, Sat 20, Sun 21
        pemilu-handling | 2024-12-20 | 2024-12-20 | 75.71 -> Fri 2025-01-03: Sat 21, Sun 22, LiburNasional 25, CutiBersama 26, Sat 28, Sun 29, LiburNasional 01
        pemilu-handling | 2024-12-20 | 2024-10-13 | 75.71 -> no holidays known for 2025
        pemilu-handling | 2026-12-28 | 2026-11-22 | 75.71 -> no holidays known for 2027
        pemilu-handling | 2023-12-27 | 2026-11-22 | 75.71 -> no holidays known for 2023
        pilkada-gakkumdu-file-return | 2025-08-14 | 2025-08-06 | 75.71 -> Tue 2025-08-19: Sat 16, Sun 17
        pilkada-gakkumdu-file-return | 2025-08-14 | 2025-08-07 | 75.71 -> Wed 2025-08-20: Sat 16, Sun 17, CutiBersama 18
        pilkada-gakkumdu-file-return | 2025-08-26 | 2025-08-26 | 19.01 -> Fri 2025-08-29
        pilkada-gakkumdu-file-return | 2025-08-26 | 2025-08-26 | 19.71 -> Mon 2025-09-01: LiburDaerah 27, Sat 30, Sun 31

        """;

    private const string Inclusive = """
        pilkada-handling | 2024-12-02 -> Wed 2024-12-04
        pilkada-handling | 2024-11-30 -> Mon 2024-12-02
        pemilu-handling | 2024-03-04 -> Thu 2024-03-14
        pemilu-handling | 2024-03-02 -> Thu 2024-03-14

        """;

    private static readonly RegionCode Office = RegionCode.Parse("75.71");

    private static readonly CalendarVersion Calendar = LegalCalendar.Published.AsKnownAt(Table.Now);

    public static TheoryData<string> RulesInDays =>
        new(ClockRules.Published.All.Where(rule => rule.Unit != ClockUnit.Hour && rule.Length is not null).Select(rule => rule.Id));

    [Fact]
    public void A_rule_and_a_start_have_one_last_day() => Assert.Equal(LastDays, Table.Filled(LastDays, row =>
    {
        var calendar = LegalCalendar.Published.AsKnownAt(Table.Instant(row[2] + "T00:00+07:00"));
        var reckoning = Reckoning.Of(Table.Rule(row[0]), Table.Date(row[1]), RegionCode.Parse(row[3]), calendar);
        return reckoning.LastDay is { } day
            ? string.Join(": ", new[] { Table.Print(day), string.Join(", ", reckoning.Uncounted.Select(Print)) }.Where(part => part.Length > 0))
            : $"no holidays known for {reckoning.MissingYear}";
    }));

    [Fact]
    public void With_an_inclusive_start_the_day_itself_is_the_first_if_it_counts_at_all() => Assert.Equal(Inclusive, Table.Filled(Inclusive, row =>
        Table.Print(Reckoning.Of(Table.Rule(row[0]) with { InclusiveStart = true }, Table.Date(row[1]), Office, Calendar).LastDay!.Value)));

    [Fact]
    public void Where_cuti_bersama_counts_the_last_day_is_earlier() => Assert.Equal(
        Table.Date("2024-04-18"),
        Reckoning.Of(Table.Rule("pemilu-handling") with { CutiBersamaCounts = true }, Table.Date("2024-04-05"), Office, Calendar).LastDay);

    [Theory] // more than 7 days after it became known: received all the same, and late
    [InlineData("2024-10-08", false)]
    [InlineData("2024-10-09", true)]
    public void A_report_is_late_after_its_last_day(string filedOn, bool late) => Assert.Equal(
        late, Table.Date(filedOn) > Reckoning.Of(Table.Rule("pilkada-report-filing"), Table.Date("2024-10-01"), Office, Calendar).LastDay);

    [Theory]
    [MemberData(nameof(RulesInDays))]
    public void On_every_day_of_three_years_a_rule_counts_what_it_says(string id)
    {
        var rule = Table.Rule(id);
        var before = DateOnly.MinValue;
        foreach (var start in Enumerable.Range(0, 1096).Select(day => new DateOnly(2024, 1, 1).AddDays(day)))
        {
            var (last, missing) = (Reckoning.Of(rule, start, Office, Calendar).LastDay, Reckoning.Of(rule, start, Office, Calendar).MissingYear);
            if (last is not { } day)
            {
                Assert.Equal(2027, missing);
                continue;
            }

            Assert.True(day >= before, $"{id} from {start:O} ends before the day before it.");
            before = day;
            Assert.Equal(Expected(rule, start), day);
        }

        Assert.True(before >= new DateOnly(2026, 12, 1));
    }

    [Fact]
    public void Hours_are_not_counted_in_days_and_a_rule_without_a_length_not_at_all()
    {
        Assert.Throws<ArgumentException>(() => Reckoning.Of(Table.Rule("pilkada-completion"), Table.Date("2024-10-01"), Office, Calendar));
        Assert.Throws<ArgumentException>(() => Reckoning.Of(Table.Rule("pilkada-preliminary-information"), Table.Date("2024-10-01"), Office, Calendar));
    }

    // By another way than the code: plain addition, or the n-th of the working days after the start.
    private static DateOnly Expected(ClockRule rule, DateOnly start) => rule.Unit == ClockUnit.CalendarDay
        ? start.AddDays(rule.Length!.Value)
        : Enumerable.Range(1, 100).Select(start.AddDays).Where(day => Calendar.IsWorkingDay(day, Office)).ElementAt(rule.Length!.Value - 1);

    private static string Print(UncountedDay day) =>
        $"{(day.Reason == UncountedReason.Weekend ? Table.Print(day.Date)[..3] : day.Holiday!.Kind)} {day.Date:dd}";
}
