using Netralitas.Elections.Calendars;
using Netralitas.Elections.Contests;
using Netralitas.Elections.Reception;
using Netralitas.Geography;

namespace Netralitas.Elections.Tests.Reception;

public class ReceptionRulesTests
{
    // LAW-RCP-01 hours, LAW-RCP-02 day and night, LAW-RCP-03 outside the hours; local time of the office
    private const string CountedFrom = """
        Pilkada | 75.71 | InPerson | 2024-10-10 07:59 -> Thu 2024-10-10 08:00
        Pilkada | 75.71 | InPerson | 2024-10-10 08:00 -> Thu 2024-10-10 08:00
        Pilkada | 75.71 | InPerson | 2024-10-10 12:34 -> Thu 2024-10-10 12:34
        Pilkada | 75.71 | InPerson | 2024-10-10 16:00 -> Thu 2024-10-10 16:00
        Pilkada | 75.71 | InPerson | 2024-10-10 16:01 -> Fri 2024-10-11 08:00
        Pilkada | 75.71 | InPerson | 2024-10-11 16:30 -> Fri 2024-10-11 16:30
        Pilkada | 75.71 | InPerson | 2024-10-11 16:31 -> Mon 2024-10-14 08:00
        Pilkada | 75.71 | InPerson | 2024-10-12 10:00 -> Mon 2024-10-14 08:00
        Pilkada | 75.71 | Online | 2024-10-12 10:00 -> Sat 2024-10-12 10:00
        Pilkada | 81.71 | InPerson | 2024-10-10 16:01 -> Fri 2024-10-11 08:00
        Pilkada | 75.71 | InPerson | 2024-11-23 23:59 -> Sun 2024-11-24 00:00
        Pilkada | 75.71 | InPerson | 2024-11-24 02:00 -> Sun 2024-11-24 02:00
        Pilkada | 75.71 | InPerson | 2024-11-27 23:00 -> Wed 2024-11-27 23:00
        Pilkada | 31.71 | InPerson | 2024-11-24 02:00 -> Sun 2024-11-24 02:00
        Pilkada | 34 | InPerson | 2024-11-24 02:00 -> Sun 2024-11-24 02:00
        Pilkada | 00 | InPerson | 2024-11-24 02:00 -> Sun 2024-11-24 02:00
        Pilkada | 75.71 | InPerson | 2024-12-15 22:00 -> Sun 2024-12-15 22:00
        Pilkada | 75.71 | InPerson | 2024-12-16 23:59 -> Mon 2024-12-16 23:59
        Pilkada | 75.71 | InPerson | 2024-12-17 23:59 -> Wed 2024-12-18 08:00
        Pilkada | 75.71 | InPerson | 2024-12-24 17:00 -> Fri 2024-12-27 08:00
        Pilkada | 19.71 | InPerson | 2025-08-24 02:00 -> Sun 2025-08-24 02:00
        Pilkada | 19.04 | InPerson | 2025-08-24 02:00 -> Mon 2025-08-25 08:00
        Pilkada | 91.03 | InPerson | 2025-08-03 02:00 -> Mon 2025-08-04 08:00
        Pilkada | 75.71 | InPerson | 2026-12-31 17:00 -> no holidays known for 2027
        Pemilu | 75.71 | InPerson | 2024-02-08 10:00 -> Mon 2024-02-12 08:00
        Pemilu | 75.71 | InPerson | 2024-02-11 10:00 -> Mon 2024-02-12 08:00
        Pemilu | 75.71 | InPerson | 2024-02-14 10:00 -> Thu 2024-02-15 08:00
        Pemilu | 75.71 | Online | 2024-02-14 22:00 -> Wed 2024-02-14 22:00

        """;

    private static readonly CalendarVersion Calendar = LegalCalendar.Published.AsKnownAt(Table.Now);

    [Fact]
    public void A_report_is_received_at_once_and_counts_from_when_the_office_is_open() => Assert.Equal(CountedFrom, Table.Filled(CountedFrom, row =>
    {
        var receivedAt = Table.Local(row[3], row[1]);
        var received = ReceptionRules.Published.Receive(
            receivedAt, Enum.Parse<ReceptionChannel>(row[2]), Enum.Parse<ContestFamily>(row[0]), RegionCode.Parse(row[1]), Calendar, ElectionSchedule.Published);
        Assert.Equal(receivedAt, received.ReceivedAt);
        return received.CountedFrom is { } counted ? Table.PrintLocal(counted, row[1]) : $"no holidays known for {received.MissingYear}";
    }));

    [Theory]
    [InlineData("2024-11-23", false)]
    [InlineData("2024-11-24", true)]
    [InlineData("2024-11-27", true)]
    [InlineData("2024-12-16", true)]
    [InlineData("2024-12-17", false)]
    public void Day_and_night_holds_from_the_quiet_days_to_the_recapitulation_of_a_Pilkada(string date, bool holds) =>
        Assert.Equal(holds, IsAroundTheClock(ContestFamily.Pilkada, date));

    [Theory]
    [InlineData("2024-02-11")]
    [InlineData("2024-02-14")]
    public void Of_a_Pemilu_no_row_says_so(string date) => Assert.False(IsAroundTheClock(ContestFamily.Pemilu, date));

    [Fact]
    public void Before_the_regulation_of_2024_it_did_not_hold()
    {
        var earlier = new Stage
        {
            Id = "masa-tenang",
            Version = 1,
            Scope = "pilkada-2024",
            Region = RegionCode.National,
            Kind = StageKind.MasaTenang,
            StartsOn = Table.Date("2024-09-29"),
            EndsOn = Table.Date("2024-09-30"),
            KnownSince = Table.Instant("2024-01-01T00:00+07:00"),
            Citation = Table.Decree("PKPU Contoh"),
        };
        var schedule = new ElectionSchedule(ElectionSchedule.Published.Contests, [earlier], []);

        Assert.Equal([false, true], new[] { "2024-09-29", "2024-09-30" }.Select(date =>
            ReceptionRules.Published.IsAroundTheClock(ContestFamily.Pilkada, RegionCode.Parse("75.71"), Table.Date(date), schedule, Table.Now)));
    }

    [Fact]
    public void A_stage_that_was_not_known_yet_keeps_no_office_open() => Assert.False(ReceptionRules.Published.IsAroundTheClock(
        ContestFamily.Pilkada, RegionCode.Parse("75.71"), Table.Date("2024-11-24"), ElectionSchedule.Published, Table.Instant("2024-01-25T00:00+07:00")));

    private static bool IsAroundTheClock(ContestFamily family, string date) =>
        ReceptionRules.Published.IsAroundTheClock(family, RegionCode.Parse("75.71"), Table.Date(date), ElectionSchedule.Published, Table.Now);
}
