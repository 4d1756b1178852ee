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

        await replica.LawRevisions.ReviseCalendarAsync(new ReviseCalendarRequest
        {
            RequestId = ExaminedReport.NewId(),
            ExpectedRevision = (await replica.Law.ListRevisionsAsync(new ListRevisionsRequest())).Revisions.LastOrDefault()?.Revision ?? 0,
            Decree = new Decree { Basis = "Keputusan CONTOH 7/2026", Source = "https://example.org/keputusan" },
            Holidays = { new HolidayChange { Date = Written(WorkingDays(known).First()), Kind = "LiburDaerah", RegionCode = Region, Name = "CONTOH libur" } },
        }, TestIssuer.As("bawaslu:00", role: "central"));
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

    private static SubmitReportRequest Late(DateOnly known)
    {
        var report = ExaminedReport.Whole(Region, "Pileg");
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
