using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Contests;
using Netralitas.Geography;
using Netralitas.Services.Pledges.Law;

namespace Netralitas.Services.Pledges.Tests.Law;

/// <summary>LAW-STG-07: contests and stages as events tell them, and what people are told of an election.</summary>
public class ElectionRevisionTests
{
    private static readonly DateTimeOffset Recorded = new(2030, 6, 1, 3, 0, 0, TimeSpan.Zero);
    private static readonly RegionCode Region = RegionCode.Parse("62.07");

    [Fact]
    public void A_contest_with_its_stages_is_known_by_its_name_its_vote_and_where_it_stands()
    {
        var schedule = ElectionRevision.Of(Contest("CONTOH pemilihan")).AddTo(ElectionSchedule.Published);
        schedule = ElectionRevision.Of(Stage("uji/penetapan", "PenetapanCalon", new DateOnly(2030, 9, 20))).AddTo(schedule);
        schedule = ElectionRevision.Of(Stage("uji/suara", "PemungutanSuara", new DateOnly(2030, 11, 27))).AddTo(schedule);

        Assert.Equal(new KnownElection("CONTOH pemilihan", "2030-11-27", "Bakal"), KnownElection.Of(schedule, "uji-2030", Region, At(9, 19)));
        Assert.Equal(new KnownElection("CONTOH pemilihan", "2030-11-27", "Calon"), KnownElection.Of(schedule, "uji-2030", Region, At(9, 20)));
        // Of the province, in which one regency votes, the day is told and no phase: it does not elect as one. Elsewhere nobody votes.
        Assert.Equal(new KnownElection("CONTOH pemilihan", "2030-11-27", ""), KnownElection.Of(schedule, "uji-2030", RegionCode.Parse("62"), At(9, 20)));
        Assert.Equal(new KnownElection("CONTOH pemilihan", "", ""), KnownElection.Of(schedule, "uji-2030", RegionCode.Parse("75.71"), At(9, 20)));
        Assert.Equal(new KnownElection("", "", ""), KnownElection.Of(schedule, "uji-2099", Region, At(9, 20)));
    }

    [Fact]
    public void Later_dates_and_a_later_name_take_the_place_of_the_earlier()
    {
        var schedule = ElectionRevision.Of(Contest("CONTOH pemilihan")).AddTo(ElectionSchedule.Published);
        schedule = ElectionRevision.Of(Stage("uji/suara", "PemungutanSuara", new DateOnly(2030, 11, 27))).AddTo(schedule);
        schedule = ElectionRevision.Of(Stage("uji/suara", "PemungutanSuara", new DateOnly(2030, 12, 4)) with { KnownSince = Recorded.AddDays(1) }).AddTo(schedule);
        schedule = ElectionRevision.Of(Contest("CONTOH lain")).AddTo(schedule);

        Assert.Equal(new KnownElection("CONTOH lain", "2030-12-04", ""), KnownElection.Of(schedule, "uji-2030", Region, At(9, 20)));
        Assert.Equal(ElectionSchedule.Published.Contests.Count + 1, schedule.Contests.Count);
    }

    [Fact]
    public void The_published_elections_are_known_without_any_event() => Assert.Equal(
        new KnownElection("Pemilihan Wali Kota dan Wakil Wali Kota 2024", "2024-11-27", "SetelahPemungutanSuara"),
        KnownElection.Of(ElectionSchedule.Published, "pilkada-2024-wali-kota", RegionCode.Parse("75.71"), Recorded));

    [Fact]
    public void What_this_release_cannot_read_is_not_taken_in()
    {
        Assert.Throws<ArgumentException>(() => ElectionRevision.Of(Contest("CONTOH") with { Kind = "KepalaDesa" }));
        Assert.Throws<ArgumentException>(() => ElectionRevision.Of(Contest("CONTOH") with { Only = "62.07 x" }));
        Assert.Throws<ArgumentException>(() => ElectionRevision.Of(Stage("uji/suara", "PutaranKedua", new DateOnly(2030, 11, 27))));
    }

    internal static ContestRecorded Contest(string title, int version = 1, string id = "uji-2030") => new()
    {
        Version = version,
        KnownSince = Recorded,
        ContestId = id,
        Event = id,
        Family = "Pilkada",
        Kind = "Bupati",
        Title = title,
        Only = "62.07",
        Except = "",
        Basis = "Keputusan CONTOH 1/2030",
        Source = "https://example.org/keputusan",
    };

    internal static StageRevised Stage(string id, string kind, DateOnly on, int version = 2, string scope = "uji-2030") => new()
    {
        Version = version,
        KnownSince = Recorded,
        StageId = id,
        Scope = scope,
        RegionCode = "00",
        Kind = kind,
        StartsOn = on,
        EndsOn = on,
        Basis = "Keputusan CONTOH 1/2030",
        Source = "https://example.org/keputusan",
    };

    private static DateTimeOffset At(int month, int day) => new(2030, month, day, 5, 0, 0, TimeSpan.Zero);
}
