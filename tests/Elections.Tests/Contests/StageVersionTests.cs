using Netralitas.Elections.Contests;
using Netralitas.Geography;

namespace Netralitas.Elections.Tests.Contests;

public class StageVersionTests
{
    private static readonly Stage Voting = ScheduleData.Stages().Single(stage => stage.Id == "pilkada-2024/pemungutan-suara");

    private static readonly Stage Postponed = Voting with
    {
        Version = 2,
        StartsOn = Table.Date("2024-12-04"),
        EndsOn = Table.Date("2024-12-04"),
        KnownSince = Table.Instant("2024-11-20T00:00+07:00"),
    };

    [Theory]
    [InlineData("2024-11-27", "2024-11-19T23:59+07:00", Phase.PemungutanSuara)]
    [InlineData("2024-11-27", "2024-11-20T00:00+07:00", Phase.Calon)]
    [InlineData("2024-12-04", "2024-11-19T23:59+07:00", Phase.SetelahPemungutanSuara)]
    [InlineData("2024-12-04", "2024-11-20T00:00+07:00", Phase.PemungutanSuara)]
    public void A_decree_that_moves_a_stage_holds_from_the_instant_it_is_known(string date, string knownAt, Phase phase) => Assert.Equal(
        phase,
        Schedule(Voting, Postponed).PhaseOf(Table.Contest("pilkada-2024-wali-kota"), RegionCode.Parse("75.71"), Table.Date(date), Table.Instant(knownAt)));

    [Fact]
    public void The_order_of_the_rows_does_not_matter() => Assert.Equal(
        Postponed,
        Schedule(Postponed, Voting).StagesOf(Table.Contest("pilkada-2024-wali-kota"), RegionCode.Parse("75.71"), Table.Now).Single(stage => stage.Id == Voting.Id));

    [Fact]
    public void A_contest_is_in_force_until_the_last_day_of_whichever_stage_ends_last()
    {
        var preparation = ScheduleData.Stages().Single(stage => stage.Kind == StageKind.Persiapan);
        var schedule = Schedule(Voting, preparation with { Version = 2, EndsOn = Table.Date("2025-01-31"), KnownSince = Postponed.KnownSince });

        Assert.Equal([2, 0], new[] { "2025-01-31", "2025-02-01" }.Select(date =>
            schedule.ContestsInForce(RegionCode.Parse("75.71"), Table.Date(date), Table.Now).Count));
    }

    [Fact]
    public void Rows_that_contradict_themselves_are_not_taken()
    {
        Assert.Throws<ArgumentException>(() => Schedule(Voting, Postponed with { Version = 3 }));
        Assert.Throws<ArgumentException>(() => Schedule(Voting, Voting));
        Assert.Throws<ArgumentException>(() => Schedule(Voting, Postponed with { KnownSince = Voting.KnownSince }));
        Assert.Throws<ArgumentException>(() => Schedule(Voting with { EndsOn = Voting.StartsOn.AddDays(-1) }));
        Assert.Throws<ArgumentException>(() => Schedule(Voting with { Scope = "pilkada-2030" }));
    }

    private static ElectionSchedule Schedule(params Stage[] versions) =>
        new(ScheduleData.Contests(), ScheduleData.Stages().Where(stage => stage.Id != Voting.Id).Concat(versions), []);
}
