using System.Globalization;
using Google.Protobuf;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections;
using Netralitas.Elections.Clocks;
using Netralitas.Elections.Contests;
using Netralitas.Geography;
using Netralitas.Services.Reports.Law;
using LawTrack = Netralitas.Elections.Authorities.ForwardingTrack;

namespace Netralitas.Services.Reports.Tests.Law;

/// <summary>The law with what central recorded: stages and contests LAW-STG-07, holidays LAW-CAL-06, the term of informasi awal LAW-CLK-13, authorities LAW-FWD-01. The published rows stay as they are.</summary>
public class RevisedLawTests
{
    private static readonly DateTimeOffset Recorded = At("2026-11-20T03:00Z");
    private static readonly RegionCode Region = RegionCode.Parse("62.07");
    private static readonly DateOnly Vote = new(2027, 3, 21);

    [Fact]
    public void A_repeated_vote_is_a_phase_and_its_quiet_days_are_open_day_and_night_from_when_it_is_known()
    {
        var law = Revision(LawRevisionKind.Stage, Stage("psu/62.07/2027", "PemungutanSuaraUlang", "2027-03-21", "2027-03-21")).AddTo(ElectionLaw.Published);
        law = Revision(LawRevisionKind.Stage, Stage("uji/tenang", "MasaTenang", "2027-03-18", "2027-03-20")).AddTo(law);
        var contest = law.Schedule.Contests.Single(each => each.Id == "pilkada-2024-bupati");

        Assert.Equal((Phase.PemungutanSuara, Phase.SetelahPemungutanSuara), (law.Schedule.PhaseOf(contest, Region, Vote, Recorded), law.Schedule.PhaseOf(contest, Region, Vote, Recorded.AddTicks(-1))));
        Assert.Equal(Phase.SetelahPemungutanSuara, ElectionLaw.Published.Schedule.PhaseOf(contest, Region, Vote, Recorded));
        Assert.True(law.Reception.IsAroundTheClock(ContestFamily.Pilkada, Region, new DateOnly(2027, 3, 19), law.Schedule, Recorded));
        Assert.False(law.Reception.IsAroundTheClock(ContestFamily.Pilkada, RegionCode.Parse("62.01"), new DateOnly(2027, 3, 19), law.Schedule, Recorded));
    }

    [Fact]
    public void A_correction_is_a_further_version_and_the_first_is_still_what_was_known_before()
    {
        var first = Revision(LawRevisionKind.Stage, Stage("psu/62.07/2027", "PemungutanSuaraUlang", "2027-03-21", "2027-03-21")).AddTo(ElectionLaw.Published);
        var second = Revision(LawRevisionKind.Stage, Stage("psu/62.07/2027", "PemungutanSuaraUlang", "2027-03-28", "2027-03-28"), Recorded.AddDays(1)).AddTo(first);
        var contest = second.Schedule.Contests.Single(each => each.Id == "pilkada-2024-bupati");

        Assert.Equal(2, second.Schedule.LatestVersionOf("psu/62.07/2027"));
        Assert.Equal([new DateOnly(2027, 3, 21), new DateOnly(2027, 3, 28)],
            new[] { Recorded, Recorded.AddDays(1) }.Select(known => second.Schedule.StagesOf(contest, Region, known).Single(stage => stage.Id == "psu/62.07/2027").StartsOn));
    }

    [Fact]
    public void A_contest_can_be_added_and_corrected_and_counts_by_the_law_of_its_family()
    {
        var request = new RecordContestRequest { Decree = Decree(), ContestId = "uji-2031-bupati", Event = "uji-2031", Family = "Pilkada", Kind = "Bupati", Name = "CONTOH", Only = { "62.07" } };
        var law = Revision(LawRevisionKind.Contest, request).AddTo(ElectionLaw.Published);
        request.Name = "CONTOH lain";
        law = Revision(LawRevisionKind.Contest, request).AddTo(law);

        var contest = Assert.Single(law.Schedule.Contests, each => each.Id == "uji-2031-bupati");
        Assert.Equal(("CONTOH lain", Region), (contest.Name, contest.ElectingRegionOf(Region)));
        Assert.Equal(ElectionLaw.Published.Schedule.Contests.Count + 1, law.Schedule.Contests.Count);
        Assert.Equal(ClockUnit.CalendarDay, law.Clocks.DayCountOf(contest.Family, Vote));
    }

    [Fact]
    public void A_holiday_that_moves_is_one_withdrawn_and_one_set_and_a_whole_year_can_be_counted_once_it_is_known()
    {
        var request = new ReviseCalendarRequest
        {
            Decree = Decree(),
            CompleteYear = 2027,
            Holidays =
            {
                new HolidayChange { Date = "2026-12-24", Kind = "CutiBersama", RegionCode = "00", Name = "Hari Natal", IsWithdrawn = true },
                new HolidayChange { Date = "2026-12-28", Kind = "CutiBersama", RegionCode = "00", Name = "Hari Natal" },
            },
        };
        var law = Revision(LawRevisionKind.Calendar, request).AddTo(ElectionLaw.Published);
        var (before, after) = (law.Calendar.AsKnownAt(Recorded.AddTicks(-1)), law.Calendar.AsKnownAt(Recorded));

        Assert.Equal((true, false), (after.IsWorkingDay(new DateOnly(2026, 12, 24), Region), after.IsWorkingDay(new DateOnly(2026, 12, 28), Region)));
        Assert.Equal((false, true), (before.IsWorkingDay(new DateOnly(2026, 12, 24), Region), before.IsWorkingDay(new DateOnly(2026, 12, 28), Region)));
        Assert.Equal((false, true), (before.Knows(2027), after.Knows(2027)));
        Assert.DoesNotContain(after.HolidaysIn(2026), holiday => holiday.Date == new DateOnly(2026, 12, 24));
    }

    [Fact]
    public void The_term_of_informasi_awal_is_none_until_it_is_set_and_then_holds_from_its_day_on()
    {
        var request = new SetInformationTermRequest { Decree = Decree(), Family = "Pilkada", LengthDays = 10, Unit = "WorkingDay", ValidFrom = "2026-12-01" };
        var law = Revision(LawRevisionKind.InformationTerm, request).AddTo(ElectionLaw.Published);

        Assert.Null(ElectionLaw.Published.Clocks.Of(ContestFamily.Pilkada, ClockSubject.PreliminaryInformation, new DateOnly(2026, 12, 1)));
        Assert.Null(law.Clocks.Of(ContestFamily.Pilkada, ClockSubject.PreliminaryInformation, new DateOnly(2026, 11, 30)));
        Assert.Null(law.Clocks.Of(ContestFamily.Pemilu, ClockSubject.PreliminaryInformation, new DateOnly(2026, 12, 1)));
        var rule = law.Clocks.Of(ContestFamily.Pilkada, ClockSubject.PreliminaryInformation, new DateOnly(2026, 12, 1));
        Assert.Equal(("pilkada-preliminary-information", 2, 10, ClockUnit.WorkingDay, "LAW-CLK-13"), (rule!.Id, rule.Version, rule.Length, rule.Unit, rule.Citation.Key));
    }

    [Fact]
    public void A_body_that_is_recorded_takes_what_is_forwarded_from_its_day_on()
    {
        var request = new RecordAuthorityRequest { Decree = Decree(), AuthorityId = "lembaga-contoh", Track = "HukumLainnya", Name = "Lembaga Contoh", Channel = "surat", ValidFrom = "2027-10-16" };
        var law = Revision(LawRevisionKind.Authority, request).AddTo(ElectionLaw.Published);
        var (before, body) = (law.Authorities.Of(LawTrack.HukumLainnya, new DateOnly(2027, 10, 15))!, law.Authorities.Of(LawTrack.HukumLainnya, new DateOnly(2027, 10, 16))!);

        Assert.Equal(("bkn", "lembaga-contoh", 1, "Lembaga Contoh", "surat"), (before.Id, body.Id, body.Version, body.Name, body.Channel));
        Assert.Equal(("Keputusan CONTOH 1/2026", "LAW-FWD-01"), (body.Citation.Basis, body.Citation.Key));
    }

    private static LawRevision Revision(LawRevisionKind kind, IMessage facts, DateTimeOffset? knownSince = null) =>
        new() { Number = 1, Kind = kind, KnownSince = knownSince ?? Recorded, RecordedBy = "uji", Facts = facts.ToByteArray() };

    private static ReviseStageRequest Stage(string id, string kind, string from, string to) =>
        new() { Decree = Decree(), StageId = id, Scope = "pilkada-2024-bupati", RegionCode = "62.07", Kind = kind, StartsOn = from, EndsOn = to };

    private static Decree Decree() => new() { Basis = "Keputusan CONTOH 1/2026", Source = "https://example.org/keputusan" };

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
