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

    [Theory]
    [InlineData("2024-11-19T00:00+07:00", "2024-11-19T12:00+07:00", "2024-11-30", 2)]
    [InlineData("2024-11-21T00:00+07:00", "2024-11-19T12:00+07:00", "2024-11-27", 1)]
    [InlineData("2024-11-21T00:00+07:00", "2024-11-20T12:00+07:00", "2024-12-04", 2)]
    [InlineData("2024-11-21T00:00+07:00", "2024-11-21T12:00+07:00", "2024-11-30", 3)]
    [InlineData("2024-11-20T00:00+07:00", "2024-11-20T12:00+07:00", "2024-11-30", 2)]
    public void What_central_recorded_keeps_its_instant_when_a_release_brings_a_version_known_before_or_after_it(string recorded, string asked, string votesOn, int version)
    {
        // Version 2 by the number that central gave it, when the release knew one only.
        var further = Voting with { Version = 2, StartsOn = Table.Date("2024-11-30"), EndsOn = Table.Date("2024-11-30"), KnownSince = Table.Instant(recorded) };

        var vote = Schedule(Voting, Postponed).With(further).StagesOf(Table.Contest("pilkada-2024-wali-kota"), RegionCode.Parse("75.71"), Table.Instant(asked)).Single(stage => stage.Id == Voting.Id);

        Assert.Equal((Table.Date(votesOn), version), (vote.StartsOn, vote.Version));
    }

    private static ElectionSchedule Schedule(params Stage[] versions) =>
        new(ScheduleData.Contests(), ScheduleData.Stages().Where(stage => stage.Id != Voting.Id).Concat(versions), []);
}
