using System.Globalization;
using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Review;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Reports.Tests.Law;

/// <summary>A late holiday moves cases that run: LAW-CAL-06. Informasi awal has a clock of its own once a decree sets one.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class LawRevisionTests(BackingServices backing) : IDisposable
{
    private static readonly Metadata Central = TestIssuer.As("bawaslu:00", role: "central");

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task A_late_holiday_moves_the_cases_that_run_touched_or_not_at_every_replica_and_each_tells_the_difference()
    {
        await using var one = await ReportsProcess.StartAsync(backing, spool.FullName);
        await using var two = await ReportsProcess.StartAsync(backing, spool.FullName);
        var touched = await ExaminedReport.ClaimedAsync(one, ExaminedReport.Whole("62.04", "Pileg"), "bawaslu:62.04");
        var untouched = await ExaminedReport.SubmittedAsync(two, ExaminedReport.Whole("62.04", "Pileg"), "bawaslu:62.04");
        var elsewhere = await ExaminedReport.SubmittedAsync(two, ExaminedReport.Whole("62.05", "Pileg"), "bawaslu:62.05");
        var before = Running(await touched.GetAsync());
        await Eventually.SeeAsync(() => DueAsync(untouched), due => due is not null);
        await Eventually.SeeAsync(() => DueAsync(elsewhere), due => due is not null);
        var lastDay = before.EndsAt.ToDateTimeOffset().AddMinutes(-1).ToOffset(TimeSpan.FromHours(7));

        var recorded = await one.LawRevisions.ReviseCalendarAsync(await HolidayAsync(one, lastDay, "62.04"), Central);

        foreach (var (report, replica) in new[] { (touched, two), (untouched, one) })
        {
            var moved = await Eventually.SeeAsync(() => ClockAsync(replica, report), clock => clock.Clock.EndsAt > before.EndsAt);
            Assert.Contains(moved.Changes, change => change.Contains("libur daerah CONTOH libur (Keputusan CONTOH 1/2026)", StringComparison.Ordinal) && change.Contains("berubah dari", StringComparison.Ordinal));
            Assert.Equal(recorded.KnownSince, moved.CalendarKnownSince);
            Assert.Equal(moved.Clock.EndsAt.ToDateTimeOffset(), await Eventually.SeeAsync(() => DueAsync(report), due => due == moved.Clock.EndsAt.ToDateTimeOffset()));
            Assert.Equal(1L, await RevisionsOfAsync(report));
        }

        Assert.Equal(0L, await RevisionsOfAsync(elsewhere));
        Assert.Equal(1, (await untouched.GetAsync()).State.Version);
        await untouched.ClaimAsync();
        Assert.Equal(ReportStatus.InitialReview, (await untouched.GetAsync()).State.Status);
        Assert.Contains((await two.Law.ListHolidaysAsync(new ListHolidaysRequest { Year = lastDay.Year })).Holidays, day => day.RegionCode == "62.04" && day.Citation.Basis == "Keputusan CONTOH 1/2026");
    }

    [Fact]
    public async Task A_replica_that_dies_while_cases_move_leaves_the_rest_to_the_next()
    {
        var reports = new List<ExaminedReport>();
        DateTimeOffset before;
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: "revise.before_commit:2"))
        {
            for (var n = 0; n < 3; n++)
            {
                reports.Add(await ExaminedReport.ClaimedAsync(dying, ExaminedReport.Whole("62.06", "Pileg"), "bawaslu:62.06"));
            }

            before = Running(await reports[0].GetAsync()).EndsAt.ToDateTimeOffset();
            await dying.LawRevisions.ReviseCalendarAsync(await HolidayAsync(dying, before.AddMinutes(-1).ToOffset(TimeSpan.FromHours(7)), "62.06"), Central);
            await dying.SeeDeadAsync();
        }

        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName);
        foreach (var report in reports)
        {
            await Eventually.SeeAsync(() => DueAsync(report), due => due > before);
            Assert.Equal(1L, await RevisionsOfAsync(report));
        }
    }

    [Fact]
    public async Task Of_two_officers_at_once_one_records_and_the_same_again_gets_the_first_answer()
    {
        var one = await backing.ReplicaAsync();
        var two = await backing.ReplicaAsync(2);
        var requests = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => StageAsync(one, $"psu/62.07/{ExaminedReport.NewId()}")));

        var outcomes = await Task.WhenAll(requests.Select((request, n) => Outcome.OfAsync((n % 2 == 0 ? one : two).LawRevisions.ReviseStageAsync(request, Central))));

        Assert.Equal((1, 5), (outcomes.Count(code => code == StatusCode.OK), outcomes.Count(code => code == StatusCode.Aborted)));
        var winner = requests[Array.IndexOf(outcomes, StatusCode.OK)];
        var again = (await one.LawRevisions.ReviseStageAsync(winner, Central), await two.LawRevisions.ReviseStageAsync(winner, Central));
        Assert.Equal((again.Item1, 1), (again.Item2, again.Item1.StageVersion));
        var correction = await StageAsync(one, winner.StageId);
        correction.EndsOn = correction.StartsOn = "2027-03-28";
        Assert.Equal(2, (await two.LawRevisions.ReviseStageAsync(correction, Central)).StageVersion);
        var listed = (await one.Law.ListContestsAsync(new ListContestsRequest { RegionCode = "62.07" })).Contests.SelectMany(contest => contest.Stages).Where(stage => stage.StageId == winner.StageId);
        Assert.Equal(["2 2027-03-28"], listed.Select(stage => $"{stage.Version} {stage.StartsOn}").Distinct());
    }

    [Theory]
    [InlineData("law.before_commit", 0)]
    [InlineData("law.after_commit_before_reply", 1)]
    public async Task Whoever_got_no_answer_sends_again_and_it_is_recorded_once(string failpoint, int survives)
    {
        RecordContestRequest request;
        int before;
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: failpoint))
        {
            request = await ContestAsync(dying);
            before = request.ExpectedRevision;
            Assert.Equal(StatusCode.Unavailable, await Outcome.OfAsync(dying.LawRevisions.RecordContestAsync(request, Central)));
            await dying.SeeDeadAsync();
        }

        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName);
        Assert.Equal(before + survives, await LastAsync(next));
        Assert.Equal(before + 1, (await next.LawRevisions.RecordContestAsync(request, Central)).Revision);
        Assert.Equal(before + 1, await LastAsync(next));
        Assert.Contains((await next.Law.ListContestsAsync(new ListContestsRequest())).Contests, contest => contest.ContestId == request.ContestId && contest.Citation.Mark == "Verified");
    }

    [Fact]
    public async Task What_is_wrong_is_told_at_once_and_only_the_centre_records()
    {
        var replica = await backing.ReplicaAsync();
        var before = await LastAsync(replica);
        var calendar = new ReviseCalendarRequest { RequestId = ExaminedReport.NewId(), ExpectedRevision = before, Holidays = { new HolidayChange { Date = "18-8-2025", Kind = "Libur", RegionCode = "99" } } };
        var term = new SetInformationTermRequest { RequestId = ExaminedReport.NewId(), ExpectedRevision = before, Decree = Decree(), Family = "Pilkada", LengthDays = 7, Unit = "Hour", ValidFrom = "2020-01-01" };
        var contest = await ContestAsync(replica);
        contest.ContestId = "pilkada-2024-bupati";

        var refusal = await Refusal.OfAsync(replica.LawRevisions.ReviseCalendarAsync(calendar, Central));
        Assert.Equal((StatusCode.InvalidArgument, "LAW_REVISION_INVALID"), (refusal.Code, refusal.Reason));
        Assert.Equal(["decree.basis", "decree.source", "holidays[0].date", "holidays[0].kind", "holidays[0].region_code", "holidays[0].name"], refusal.Fields);
        Assert.Equal(["unit", "valid_from"], (await Refusal.OfAsync(replica.LawRevisions.SetInformationTermAsync(term, Central))).Fields);
        Assert.Equal(["contest_id"], (await Refusal.OfAsync(replica.LawRevisions.RecordContestAsync(contest, Central))).Fields);
        await Outcome.RefusedAsync(replica.LawRevisions.RecordContestAsync(contest, TestIssuer.As("bawaslu:62")), StatusCode.PermissionDenied, "ROLE_NOT_ALLOWED");
        await Outcome.RefusedAsync(replica.Law.ListHolidaysAsync(new ListHolidaysRequest { Year = 1 }), StatusCode.InvalidArgument, "YEAR_INVALID");
        await Outcome.RefusedAsync(replica.Law.ListContestsAsync(new ListContestsRequest { RegionCode = "99" }), StatusCode.InvalidArgument, "REGION_UNKNOWN");
        Assert.Equal(before, await LastAsync(replica));
    }

    [Fact]
    public async Task Informasi_awal_has_no_clock_until_a_decree_sets_one_and_what_came_before_keeps_none()
    {
        var replica = await backing.ReplicaAsync();
        var earlier = await ExaminedReport.SubmittedAsync(replica, Tip(), "bawaslu:81.71");
        Assert.Empty((await earlier.GetAsync()).Clocks);
        var today = DateTime.UtcNow.AddHours(9).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        await replica.LawRevisions.SetInformationTermAsync(
            new SetInformationTermRequest
            {
                RequestId = ExaminedReport.NewId(),
                ExpectedRevision = await LastAsync(replica),
                Decree = Decree(),
                Family = "Pemilu",
                LengthDays = 14,
                Unit = "CalendarDay",
                ValidFrom = today,
            }, Central);
        var tip = await ExaminedReport.SubmittedAsync(replica, Tip(), "bawaslu:81.71");
        var clock = Assert.Single((await tip.GetAsync()).Clocks);
        await Eventually.SeeAsync(() => DueAsync(tip), due => due == clock.EndsAt.ToDateTimeOffset());
        await tip.CompleteAsync(new SubmitReportRequest { Reporter = new Reporter { Name = "Pelapor uji", Address = "Jalan uji" } });

        Assert.Equal("PreliminaryInformation", clock.Subject);
        Assert.Contains("14 hari kalender sejak informasi awal dicatat", clock.Sentence, StringComparison.Ordinal);
        Assert.Contains("Keputusan CONTOH 1/2026", clock.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain((await tip.GetAsync()).Clocks, each => each.Subject == "PreliminaryInformation" && each.StoppedAt is null);
        Assert.Contains((await replica.Law.ListTermsAsync(new ListTermsRequest())).Terms, rule => (rule.RuleId, rule.Version, rule.Length) == ("pemilu-preliminary-information", 2, 14));
    }

    private static SubmitReportRequest Tip()
    {
        var tip = ExaminedReport.Whole("81.71", "Pileg");
        tip.Reporter = null;
        return tip;
    }

    private static Decree Decree() => new() { Basis = "Keputusan CONTOH 1/2026", Source = "https://example.org/keputusan" };

    private static async Task<ReviseCalendarRequest> HolidayAsync(ReportsProcess replica, DateTimeOffset day, string region) => new()
    {
        RequestId = ExaminedReport.NewId(),
        ExpectedRevision = await LastAsync(replica),
        Decree = Decree(),
        Holidays = { new HolidayChange { Date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Kind = "LiburDaerah", RegionCode = region, Name = "CONTOH libur" } },
    };

    private static async Task<ReviseStageRequest> StageAsync(ReportsProcess replica, string id) => new()
    {
        RequestId = ExaminedReport.NewId(),
        ExpectedRevision = await LastAsync(replica),
        Decree = Decree(),
        StageId = id,
        Scope = "pilkada-2024-bupati",
        RegionCode = "62.07",
        Kind = "PemungutanSuaraUlang",
        StartsOn = "2027-03-21",
        EndsOn = "2027-03-21",
    };

    private static async Task<RecordContestRequest> ContestAsync(ReportsProcess replica) => new()
    {
        RequestId = ExaminedReport.NewId(),
        ExpectedRevision = await LastAsync(replica),
        Decree = Decree(),
        ContestId = $"uji-{ExaminedReport.NewId()}",
        Event = "uji-2031",
        Family = "Pilkada",
        Kind = "Bupati",
        Name = "CONTOH pemilihan",
        Only = { "62.07" },
    };

    private static async Task<int> LastAsync(ReportsProcess replica) => (await replica.Law.ListRevisionsAsync(new ListRevisionsRequest())).Revisions.LastOrDefault()?.Revision ?? 0;

    private static CaseClock Running(GetCaseResponse file) => Assert.Single(file.Clocks, clock => clock.StoppedAt is null);

    private static async Task<ExplainedClock> ClockAsync(ReportsProcess replica, ExaminedReport report) =>
        (await replica.Review.ExplainDeadlineAsync(new ExplainDeadlineRequest { Number = report.Number }, TestIssuer.As("bawaslu:62"))).Clocks.Single(clock => clock.Clock.StoppedAt is null);

    private async Task<DateTimeOffset?> DueAsync(ExaminedReport report)
    {
        var due = await backing.ScalarAsync<DateTime>(
            "select coalesce(max(w.due_at), '-infinity') from reports.clock_warnings w join reports.reports r on r.id = w.report_id where r.number = $1 and w.sent_at is null", Plain(report));
        return due == DateTime.MinValue ? null : new DateTimeOffset(due, TimeSpan.Zero);
    }

    private Task<long> RevisionsOfAsync(ExaminedReport report) => backing.ScalarAsync<long>(
        "select count(*) from reports.case_clocks c join reports.reports r on r.id = c.report_id where r.number = $1 and c.step = 'ReviseCalendar'", Plain(report));

    private static string Plain(ExaminedReport report) => report.Number.Replace("-", "", StringComparison.Ordinal);
}
