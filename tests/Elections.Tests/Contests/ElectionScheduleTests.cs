using Netralitas.Elections.Contests;
using Netralitas.Geography;

namespace Netralitas.Elections.Tests.Contests;

public class ElectionScheduleTests
{
    // LAW-STG-02 (Pemilu 2024), LAW-STG-03 (Pilkada 2024), LAW-STG-04 (repeated votes), LAW-STG-05 (repeated elections)
    private const string InForce = """
        75.71 | 2022-07-28 -> none
        75.71 | 2022-07-29 -> pemilu-2024-presiden, pemilu-2024-dpr, pemilu-2024-dpd, pemilu-2024-dprd-provinsi, pemilu-2024-dprd-kabupaten-kota
        75.71 | 2024-02-14 -> pemilu-2024-presiden, pemilu-2024-dpr, pemilu-2024-dpd, pemilu-2024-dprd-provinsi, pemilu-2024-dprd-kabupaten-kota, pilkada-2024-gubernur, pilkada-2024-wali-kota
        31.71 | 2024-02-14 -> pemilu-2024-presiden, pemilu-2024-dpr, pemilu-2024-dpd, pemilu-2024-dprd-provinsi, pilkada-2024-gubernur
        00 | 2024-02-14 -> pemilu-2024-presiden, pemilu-2024-dpr, pemilu-2024-dpd
        75.71 | 2024-09-21 -> pilkada-2024-gubernur, pilkada-2024-wali-kota
        12.17.01 | 2024-10-23 -> pilkada-2024-gubernur, pilkada-2024-bupati
        12 | 2024-10-23 -> pilkada-2024-gubernur
        31.71 | 2024-10-23 -> pilkada-2024-gubernur
        34.71 | 2024-10-23 -> pilkada-2024-wali-kota
        34 | 2024-10-23 -> none
        00 | 2024-10-23 -> none
        35.75 | 2024-12-16 -> pilkada-2024-gubernur, pilkada-2024-wali-kota
        35.75 | 2024-12-17 -> none
        63.72 | 2025-04-19 -> pilkada-2024-wali-kota
        63.72 | 2025-04-20 -> none
        91.71 | 2025-08-06 -> pilkada-2024-gubernur
        19.71 | 2025-08-27 -> pilkada-ulang-2025-wali-kota
        19.01 | 2025-08-27 -> pilkada-ulang-2025-bupati
        19.04 | 2025-08-27 -> none

        """;

    // LAW-STG-01
    private const string Phases = """
        pilkada-2024-gubernur | 75.71 | 2024-05-14 -> Bakal, bakal calon
        pilkada-2024-wali-kota | 75.71 | 2024-09-21 -> Bakal, bakal calon
        pilkada-2024-wali-kota | 75.71 | 2024-09-22 -> Calon, calon
        pilkada-2024-wali-kota | 35.75 | 2024-09-23 -> Calon, calon
        pilkada-2024-bupati | 12.17 | 2024-10-23 -> Calon, calon
        pilkada-2024-bupati | 12.17 | 2024-11-23 -> Calon, calon
        pilkada-2024-bupati | 12.17 | 2024-11-24 -> MasaTenang, calon
        pilkada-2024-bupati | 12.17 | 2024-11-26 -> MasaTenang, calon
        pilkada-2024-bupati | 12.17 | 2024-11-27 -> PemungutanSuara, calon
        pilkada-2024-bupati | 12.17 | 2024-11-28 -> SetelahPemungutanSuara, calon
        pilkada-2024-wali-kota | 63.72 | 2025-04-18 -> SetelahPemungutanSuara, calon
        pilkada-2024-wali-kota | 63.72 | 2025-04-19 -> PemungutanSuara, calon
        pilkada-2024-wali-kota | 63.71 | 2025-04-19 -> SetelahPemungutanSuara, calon
        pilkada-2024-gubernur | 91.03 | 2025-08-02 -> SetelahPemungutanSuara, calon
        pilkada-2024-gubernur | 91.03 | 2025-08-03 -> MasaTenang, calon
        pilkada-2024-gubernur | 91.03 | 2025-08-06 -> PemungutanSuara, calon
        pilkada-2024-bupati | 91.03 | 2025-08-06 -> SetelahPemungutanSuara, calon
        pilkada-ulang-2025-wali-kota | 19.71 | 2025-07-21 -> Bakal, bakal calon
        pilkada-ulang-2025-wali-kota | 19.71 | 2025-07-22 -> Calon, calon
        pilkada-ulang-2025-wali-kota | 19.71 | 2025-08-24 -> MasaTenang, calon
        pilkada-2024-wali-kota | 31.71 | 2024-09-22 -> none
        pilkada-2024-gubernur | 34.71 | 2024-09-22 -> none
        pilkada-2024-bupati | 75.71 | 2024-09-22 -> none
        pilkada-2024-bupati | 12 | 2024-09-22 -> none
        pemilu-2024-presiden | 75.71 | 2023-11-12 -> Bakal, bakal calon
        pemilu-2024-presiden | 75.71 | 2023-11-13 -> Calon, calon
        pemilu-2024-dpr | 75.71 | 2023-11-03 -> Calon, calon
        pemilu-2024-dprd-kabupaten-kota | 75.71 | 2024-02-11 -> MasaTenang, calon
        pemilu-2024-dpd | 75.71 | 2024-02-14 -> PemungutanSuara, calon

        """;

    [Fact]
    public void The_contests_in_force_of_a_region_follow_from_their_stages() => Assert.Equal(InForce, Table.Filled(InForce, row =>
    {
        var contests = ElectionSchedule.Published.ContestsInForce(RegionCode.Parse(row[0]), Table.Date(row[1]), Table.Now);
        return contests.Count == 0 ? "none" : string.Join(", ", contests.Select(contest => contest.Id));
    }));

    [Fact]
    public void The_phase_of_a_date_follows_from_the_stages() => Assert.Equal(Phases, Table.Filled(Phases, row =>
        ElectionSchedule.Published.PhaseOf(Table.Contest(row[0]), RegionCode.Parse(row[1]), Table.Date(row[2]), Table.Now) is { } phase
            ? $"{phase}, {(phase.CandidatesAreFixed() ? "calon" : "bakal calon")}"
            : "none"));

    [Theory]
    [InlineData("pilkada-2024-gubernur", 37)]
    [InlineData("pilkada-2024-bupati", 415)]
    [InlineData("pilkada-2024-wali-kota", 93)]
    [InlineData("pilkada-ulang-2025-bupati", 1)]
    [InlineData("pilkada-ulang-2025-wali-kota", 1)]
    [InlineData("pemilu-2024-presiden", 1)]
    [InlineData("pemilu-2024-dprd-provinsi", 38)]
    [InlineData("pemilu-2024-dprd-kabupaten-kota", 508)]
    public void As_many_regions_elect_as_the_KPU_counted(string contest, int regions) =>
        Assert.Equal(regions, Table.Contest(contest).ElectingRegions().Count());

    [Fact]
    public void Yogyakarta_elects_no_governor_and_Jakarta_no_regent_and_no_mayor()
    {
        Assert.DoesNotContain(Table.Contest("pilkada-2024-gubernur").ElectingRegions(), region => region.Code.ToString() == "34");
        Assert.Contains(Table.Contest("pilkada-2024-gubernur").ElectingRegions(), region => region.Code.ToString() == "31");
        Assert.DoesNotContain(Table.Contest("pilkada-2024-bupati").ElectingRegions(), region => region.Code.Province!.Value.ToString() == "31");
        Assert.DoesNotContain(Table.Contest("pilkada-2024-wali-kota").ElectingRegions(), region => region.Code.Province!.Value.ToString() == "31");
        Assert.Equal(5, Within34("pilkada-2024-bupati") + Within34("pilkada-2024-wali-kota"));

        static int Within34(string contest) => Table.Contest(contest).ElectingRegions().Count(region => region.Code.Province!.Value.ToString() == "34");
    }

    [Fact]
    public void Every_stage_of_a_region_is_of_one_that_elects_there() =>
        Assert.All(ScheduleData.Stages(), stage => Assert.Contains(
            ElectionSchedule.Published.Contests,
            contest => (contest.Id == stage.Scope || contest.Event == stage.Scope)
                && (stage.Region == RegionCode.National || contest.ElectingRegionOf(stage.Region) == stage.Region)));

    [Theory] // LAW-STG-04
    [InlineData("2025-03-22", 4)]
    [InlineData("2025-04-05", 5)]
    [InlineData("2025-04-09", 1)]
    [InlineData("2025-04-16", 1)]
    [InlineData("2025-04-19", 8)]
    [InlineData("2025-05-24", 3)]
    [InlineData("2025-08-06", 3)]
    public void As_many_regions_voted_again_as_the_KPU_told(string date, int regions) =>
        Assert.Equal(regions, ScheduleData.Stages().Count(stage => stage.Kind == StageKind.PemungutanSuaraUlang && stage.Includes(Table.Date(date))));

    [Theory] // LAW-STG-06
    [InlineData("pilkada-2024-wali-kota", "35.75", true)]
    [InlineData("pilkada-2024-wali-kota", "35.75.01", true)]
    [InlineData("pilkada-2024-gubernur", "35.75", false)]
    [InlineData("pilkada-2024-gubernur", "92.02", true)]
    [InlineData("pilkada-2024-bupati", "19.01", true)]
    public void Where_one_pair_stands_alone_a_row_says_so(string contest, string region, bool alone)
    {
        Assert.Equal(alone, ElectionSchedule.Published.SingleCandidacyIn(Table.Contest(contest), RegionCode.Parse(region), Table.Now) is not null);
        Assert.Null(ElectionSchedule.Published.SingleCandidacyIn(Table.Contest(contest), RegionCode.Parse(region), Table.Instant("2024-09-22T23:59+07:00")));
    }

    [Fact]
    public void Every_single_candidate_stands_in_a_region_that_elects() => Assert.All(
        ScheduleData.SingleCandidacies(),
        row => Assert.Equal(row.Region, Table.Contest(row.ContestId).ElectingRegionOf(row.Region)));

    [Theory] // LAW-STG-03
    [InlineData("pilkada-2024-wali-kota", "75.71", "2024-11-27")]
    [InlineData("pilkada-2024-wali-kota", "75", "2024-11-27")]
    [InlineData("pilkada-2024-wali-kota", "75.01", "none")]
    [InlineData("pilkada-2024-bupati", "31", "none")]
    [InlineData("pilkada-2024-gubernur", "75.71.05", "2024-11-27")]
    [InlineData("pemilu-2024-presiden", "00", "2024-02-14")]
    public void The_vote_is_told_where_the_region_elects_or_one_within_it_does(string contest, string region, string votes) =>
        Assert.Equal(votes, ElectionSchedule.Published.VoteIn(Table.Contest(contest), RegionCode.Parse(region), Table.Now)?.StartsOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "none");

    [Fact]
    public void Before_a_schedule_was_known_there_is_no_phase() => Assert.Null(ElectionSchedule.Published.PhaseOf(
        Table.Contest("pilkada-2024-gubernur"), RegionCode.Parse("75"), Table.Date("2024-10-01"), Table.Instant("2024-01-25T23:59+07:00")));
}
