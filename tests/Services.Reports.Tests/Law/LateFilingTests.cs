using System.Globalization;
using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Calendars;
using Netralitas.Geography;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Review;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Reports.Tests.Law;

/// <summary>A holiday recorded late and reports that were held to have come too late: LAW-CAL-07; and a case whose contest changes: LAW-REV-05.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class LateFilingTests(BackingServices backing)
{
    private const string Region = "62.08";
    private const string Office = $"bawaslu:{Region}";

    [Fact]
    public async Task What_was_held_late_is_told_to_be_in_time_beside_that_and_only_an_officer_decides_anew()
    {
        var replica = await backing.ReplicaAsync();
        var known = KnownOn();
        var open = await ExaminedReport.ClaimedAsync(replica, Late(known), Office);
        var declined = await ExaminedReport.ClaimedAsync(replica, Late(known), Office);
        Assert.Contains("outcomes[2].is_met", (await Refusal.OfAsync(replica.Review.ReviewReportAsync(open.Checklist(), TestIssuer.As(Office)))).Fields);
        await declined.ReviewAsync("reported_in_time");
        await declined.DeclineAsync(DeclineGround.FormalRequirement);
        var before = await declined.GetAsync();
        Assert.Equal((true, true, ""), Filing(before));

        await MakeInTimeAsync(replica, known, Region);
        var after = await declined.GetAsync();
        var (isLate, isLateNow, told) = Filing(await open.GetAsync());

        Assert.Equal((true, false), (isLate, isLateNow));
        Assert.Contains("libur daerah CONTOH libur (Keputusan CONTOH 7/2026)", told, StringComparison.Ordinal);
        Assert.Contains("semula dinilai terlewati", told, StringComparison.Ordinal);
        Assert.Equal(told, Filing(after).Told);
        Assert.Equal((before.State, ReportStatus.PreliminaryInformation), (after.State, after.State.Status));
        Assert.False(after.Checklist.Single(item => item.Requirement.Key == "reported_in_time").IsMet);
        await open.ReviewAsync();
        Assert.Equal(ReportStatus.Registered, (await open.RegisterAsync()).Status);
    }

    [Fact]
    public async Task A_contest_of_another_law_counts_the_first_study_anew_and_keeps_that_it_stood_still()
    {
        var one = await backing.ReplicaAsync();
        var two = await backing.ReplicaAsync(2);
        var report = await ExaminedReport.ClaimedAsync(one, ExaminedReport.Whole(Region, "Pilbup"), Office);
        await report.ReviewAsync("evidence");
        await report.RequestCompletionAsync();
        await report.ConfirmAsync();
        await report.CompleteAsync(new SubmitReportRequest { Evidence = { new Evidence { Link = "https://example.org" } } });
        var choices = (await report.GetAsync()).ContestChoices.Select(choice => choice.ContestId).Where(id => id.StartsWith("pemilu", StringComparison.Ordinal)).Take(2).ToList();
        var requests = choices.ConvertAll(contest => new AssignContestRequest { RequestId = ExaminedReport.NewId(), Number = report.Number, ExpectedVersion = report.State.Version, ContestId = contest });

        var outcomes = await Task.WhenAll(
            Outcome.OfAsync(one.Review.AssignContestAsync(requests[0], TestIssuer.As(Office))), Outcome.OfAsync(two.Review.AssignContestAsync(requests[1], TestIssuer.As(Office))));
        var winner = requests[Array.IndexOf(outcomes, StatusCode.OK)];
        var again = await two.Review.AssignContestAsync(winner, TestIssuer.As(Office));
        var clocks = (await one.Review.ExplainDeadlineAsync(new ExplainDeadlineRequest { Number = report.Number }, TestIssuer.As(Office))).Clocks;
        var study = clocks.Single(clock => clock.Clock.Subject == "InitialReview" && clock.Clock.StoppedAt is null);

        Assert.Equal([StatusCode.OK, StatusCode.Aborted], outcomes.Order());
        Assert.Equal((again.State.Version, "pemilu-initial-review"), ((await report.GetAsync()).State.Version, study.RuleId));
        Assert.StartsWith("Batas kajian awal laporan ini dihitung ulang menurut Perbawaslu 7/2022", study.Changes[0], StringComparison.Ordinal);
        Assert.EndsWith("Masa henti yang sudah berjalan tetap tidak dihitung.", study.Changes[0], StringComparison.Ordinal);
        Assert.Contains(study.Changes, change => change.EndsWith("karena penghitungan dihentikan sementara.", StringComparison.Ordinal));
        Assert.Contains(clocks, clock => clock.Clock.Subject == "ReportFiling" && clock.RuleId == "pemilu-report-filing" && clock.Changes[0].Contains("dihitung ulang", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_not_registered_as_late_is_judged_anew_and_registered_once_it_is_in_time()
    {
        const string Elsewhere = "62.10";
        var officer = TestIssuer.As($"bawaslu:{Elsewhere}");
        var (one, two, known) = (await backing.ReplicaAsync(), await backing.ReplicaAsync(2), KnownOn());
        var late = await KeptAsync(one, Late(known, Elsewhere), "reported_in_time");
        var incomplete = await KeptAsync(one, ExaminedReport.Whole(Elsewhere, "Pileg"), "evidence");
        await Outcome.RefusedAsync(one.Review.ReopenReviewAsync(Reopening(late), officer), StatusCode.FailedPrecondition, "CASE_NOT_CLAIMED");
        await Outcome.RefusedAsync(one.Review.ReopenReviewAsync(Reopening(late), TestIssuer.As("bawaslu:62")), StatusCode.FailedPrecondition, "CASE_HANDLED_BELOW");
        await late.ClaimAsync();
        await incomplete.ClaimAsync();
        await Outcome.RefusedAsync(one.Review.ReopenReviewAsync(Reopening(late), officer), StatusCode.FailedPrecondition, "REPORT_STILL_LATE");

        await MakeInTimeAsync(one, known, Elsewhere);
        await Outcome.RefusedAsync(one.Review.ReopenReviewAsync(Reopening(incomplete), officer), StatusCode.FailedPrecondition, "REPORT_STILL_LATE");
        var requests = new[] { Reopening(late), Reopening(late) };
        var outcomes = await Task.WhenAll(Outcome.OfAsync(one.Review.ReopenReviewAsync(requests[0], officer)), Outcome.OfAsync(two.Review.ReopenReviewAsync(requests[1], officer)));
        var again = await two.Review.ReopenReviewAsync(requests[Array.IndexOf(outcomes, StatusCode.OK)], officer);
        var whole = await late.GetAsync();
        var tracked = await late.TrackAsync();

        Assert.Equal([StatusCode.OK, StatusCode.Aborted], outcomes.Order());
        Assert.Equal((again.State.Version, ReportStatus.InitialReview), (whole.State.Version, whole.State.Status));
        Assert.Contains("libur daerah CONTOH libur (Keputusan CONTOH 7/2026)", again.Reassessment, StringComparison.Ordinal);
        Assert.Contains("kajian awal laporan ini", Assert.Single(again.State.Deadlines), StringComparison.Ordinal);
        Assert.StartsWith("Kajian awal dibuka lagi", tracked.Steps[^1].Text, StringComparison.Ordinal);
        await Outcome.RefusedAsync(one.Review.RegisterReportAsync(late.Registration(), officer), StatusCode.FailedPrecondition, "REVIEW_MISSING");
        await late.ReviewAsync();
        Assert.Equal(ReportStatus.Registered, (await late.RegisterAsync()).Status);
    }

    private static async Task<ExaminedReport> KeptAsync(ReportsProcess replica, SubmitReportRequest sent, string notMet)
    {
        var report = await ExaminedReport.ClaimedAsync(replica, sent, $"bawaslu:{sent.RegionCode}");
        await report.ReviewAsync(notMet);
        await report.DeclineAsync(notMet == "evidence" ? DeclineGround.MaterialRequirement : DeclineGround.FormalRequirement);
        return report;
    }

    private static ReopenReviewRequest Reopening(ExaminedReport report) => new() { RequestId = ExaminedReport.NewId(), Number = report.Number, ExpectedVersion = report.State.Version };

    private static async Task MakeInTimeAsync(ReportsProcess replica, DateOnly known, string region) => await replica.LawRevisions.ReviseCalendarAsync(new ReviseCalendarRequest
    {
        RequestId = ExaminedReport.NewId(),
        ExpectedRevision = (await replica.Law.ListRevisionsAsync(new ListRevisionsRequest())).Revisions.LastOrDefault()?.Revision ?? 0,
        Decree = new Decree { Basis = "Keputusan CONTOH 7/2026", Source = "https://example.org/keputusan" },
        Holidays = { new HolidayChange { Date = Written(WorkingDays(known).First()), Kind = "LiburDaerah", RegionCode = region, Name = "CONTOH libur" } },
    }, TestIssuer.As("bawaslu:00", role: "central"));

    private static SubmitReportRequest Late(DateOnly known, string region = Region)
    {
        var report = ExaminedReport.Whole(region, "Pileg");
        report.KnownOn = Written(known);
        return report;
    }

    // The last day for which the seventh working day after it is over today: with one more day free of work it is not.
    private static DateOnly KnownOn()
    {
        var today = IndonesianTimeZone.Wib.LocalDate(DateTimeOffset.UtcNow);
        var known = today;
        while (WorkingDays(known).ElementAt(6) >= today)
        {
            known = known.AddDays(-1);
        }

        return known;
    }

    private static IEnumerable<DateOnly> WorkingDays(DateOnly after)
    {
        var calendar = LegalCalendar.Published.AsKnownAt(DateTimeOffset.UtcNow);
        return Enumerable.Range(1, 60).Select(days => after.AddDays(days)).Where(day => calendar.IsWorkingDay(day, RegionCode.Parse(Region)));
    }

    private static (bool IsLate, bool IsLateNow, string Told) Filing(GetCaseResponse file)
    {
        var filing = file.Clocks.Single(clock => clock.Subject == "ReportFiling");
        return (filing.IsLate, filing.IsLateNow, filing.Reassessment);
    }

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
