using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;

namespace Netralitas.Services.Reports.Tests.Review;

/// <summary>Examination up to registration, with officers who compete and a replica that dies; what lacks a requirement becomes informasi awal: LAW-REV-02.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class ReviewTests(BackingServices backing) : IDisposable
{
    private const string Office = "bawaslu:62.71";

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task A_whole_laporan_is_claimed_reviewed_and_registered_and_the_clock_of_handling_runs()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var report = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole("62.71"), Office);
        var before = await report.GetAsync();

        await report.ClaimAsync();
        var review = await report.ReviewAsync();
        var registration = report.Registration();
        var registered = await replica.Review.RegisterReportAsync(registration, TestIssuer.As(Office));
        var again = await replica.Review.RegisterReportAsync(registration, TestIssuer.As(Office));
        var after = await report.GetAsync();
        var tracked = await report.TrackAsync();

        Assert.Equal((1, ReportStatus.Received, true), (before.State.Version, before.State.Status, before.IsLawKnown));
        Assert.Equal(["ReportFiling Stopped", "InitialReview Running"], before.Clocks.Select(clock => $"{clock.Subject} {Rough(clock.Condition)}"));
        Assert.Empty(review.NotMet);
        Assert.Equal(registered, again);
        Assert.Equal((4, ReportStatus.Registered, "Diregistrasi"), (registered.State.Version, registered.State.Status, registered.State.StatusText));
        Assert.Contains("penanganan laporan ini", Assert.Single(registered.State.Deadlines), StringComparison.Ordinal);
        Assert.Equal(["ReportFiling Stopped", "InitialReview Stopped", "Handling Running"], after.Clocks.Select(clock => $"{clock.Subject} {Rough(clock.Condition)}"));
        Assert.Equal(["2 Claim", "3 Review", "4 Register"], after.History.Select(step => $"{step.Version} {step.Step}"));
        Assert.Equal(registered.State.Deadlines[0], tracked.DeadlineText);
        Assert.Equal((ReportStatus.Registered, registered.State.ChangedAt), (tracked.Status, tracked.StatusAt));
    }

    [Fact]
    public async Task An_officer_sees_what_was_reported_and_never_who_reported()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole("62.71"), Office);

        var whole = await report.GetAsync();

        Assert.Equal("Terlapor uji", Assert.Single(whole.Account.Respondents).Name);
        Assert.DoesNotContain("Pelapor uji", whole.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Jalan uji", whole.ToString(), StringComparison.Ordinal);
        Assert.Equal(7, whole.Checklist.Count);
    }

    [Fact]
    public async Task A_report_is_completed_in_the_time_that_its_reporter_was_given_and_then_registered()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.71"), Office);
        await report.ReviewAsync("evidence");

        await report.RequestCompletionAsync();
        var asked = await report.TrackAsync();
        await Outcome.RefusedAsync(replica.Review.RegisterReportAsync(report.Registration(), TestIssuer.As(Office)), StatusCode.FailedPrecondition, "STEP_NOT_ALLOWED");
        await Outcome.RefusedAsync(
            replica.Review.DeclineRegistrationAsync(report.Decline(DeclineGround.MaterialRequirement), TestIssuer.As(Office)), StatusCode.FailedPrecondition, "NOTICE_NOT_SERVED");
        var confirmed = await report.ConfirmAsync();
        await Outcome.RefusedAsync(
            replica.Review.DeclineRegistrationAsync(report.Decline(DeclineGround.MaterialRequirement), TestIssuer.As(Office)), StatusCode.FailedPrecondition, "COMPLETION_STILL_OPEN");
        await report.CompleteAsync(new SubmitReportRequest { Evidence = { new Evidence { Link = "https://example.org" } } });
        var completed = await report.GetAsync();

        Assert.Equal((ReportStatus.CompletionRequested, "CONTOH: sebutkan tempat."), (asked.Status, asked.OfficeMessage));
        Assert.Equal("CONTOH catatan evidence", Assert.Single(asked.Missing).Advice);
        Assert.StartsWith("Waktu perbaikan belum berjalan", asked.DeadlineText, StringComparison.Ordinal);
        Assert.Contains("perbaikan laporan ini", confirmed.DeadlineText, StringComparison.Ordinal);
        Assert.Equal((ReportStatus.Completed, false), (completed.State.Status, completed.IsReviewed));
        Assert.Equal(2, completed.Account.Evidence.Count);
        await Outcome.RefusedAsync(replica.Review.RegisterReportAsync(report.Registration(), TestIssuer.As(Office)), StatusCode.FailedPrecondition, "REVIEW_MISSING");
        await report.ReviewAsync();
        Assert.Equal(ReportStatus.Registered, (await report.RegisterAsync()).Status);
    }

    [Fact]
    public async Task What_lacks_a_requirement_becomes_informasi_awal_and_its_reporter_reads_why()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.71"), Office);
        await report.ReviewAsync("respondent");

        await Outcome.RefusedAsync(replica.Review.DeclineRegistrationAsync(report.Decline(DeclineGround.MaterialRequirement), TestIssuer.As(Office)), StatusCode.FailedPrecondition, "REQUIREMENTS_MET");
        var state = await report.DeclineAsync(DeclineGround.FormalRequirement);
        var tracked = await report.TrackAsync();

        Assert.Equal((ReportStatus.PreliminaryInformation, "", 0), (state.Status, state.ClaimedBy, state.Deadlines.Count));
        Assert.Equal((ReportStatus.PreliminaryInformation, "CONTOH alasan.", ""), (tracked.Status, tracked.OfficeMessage, tracked.DeadlineText));
    }

    [Fact]
    public async Task What_is_handled_elsewhere_is_not_registered_and_nothing_comes_after()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.71"), Office);

        await report.DeclineAsync(DeclineGround.AlreadyHandled);

        Assert.Equal((ReportStatus.NotRegistered, "CONTOH alasan."), ((await report.TrackAsync()).Status, (await report.TrackAsync()).OfficeMessage));
        await Outcome.RefusedAsync(replica.Review.ClaimCaseAsync(report.Claim(), TestIssuer.As(Office)), StatusCode.FailedPrecondition, "STEP_NOT_ALLOWED");
    }

    [Fact]
    public async Task Of_many_officers_at_two_replicas_one_claims()
    {
        var one = await backing.ReplicaAsync();
        var two = await backing.ReplicaAsync(2);
        var report = await ExaminedReport.SubmittedAsync(one, ExaminedReport.Whole("62.71"), Office);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(n =>
            Outcome.OfAsync((n % 2 == 0 ? one : two).Review.ClaimCaseAsync(report.Claim(), TestIssuer.As(Office, $"petugas {n}")))));

        Assert.Equal((1, 7), (outcomes.Count(code => code == StatusCode.OK), outcomes.Count(code => code == StatusCode.Aborted)));
        Assert.Equal(2, (await report.GetAsync()).State.Version);
    }

    [Fact]
    public async Task A_claim_is_the_holders_until_it_is_given_back_or_an_office_above_releases_it()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.71"), Office);
        var colleague = TestIssuer.As(Office, "rekan");
        ReleaseCaseRequest Release() => new() { RequestId = ExaminedReport.NewId(), Number = report.Number, ExpectedVersion = report.State.Version };

        await Outcome.RefusedAsync(replica.Review.ClaimCaseAsync(report.Claim(), colleague), StatusCode.FailedPrecondition, "CASE_CLAIMED");
        await Outcome.RefusedAsync(replica.Review.ClaimCaseAsync(report.Claim(), TestIssuer.As(Office)), StatusCode.FailedPrecondition, "CASE_CLAIMED");
        await Outcome.RefusedAsync(replica.Review.ReviewReportAsync(report.Checklist(), colleague), StatusCode.FailedPrecondition, "CASE_CLAIMED");
        await Outcome.RefusedAsync(replica.Review.ReleaseCaseAsync(Release(), colleague), StatusCode.FailedPrecondition, "CASE_CLAIMED");
        await replica.Review.ReleaseCaseAsync(Release(), TestIssuer.As("bawaslu:62"));
        await report.GetAsync();
        await Outcome.RefusedAsync(replica.Review.ReleaseCaseAsync(Release(), colleague), StatusCode.FailedPrecondition, "CASE_NOT_CLAIMED");
        await Outcome.RefusedAsync(replica.Review.ReviewReportAsync(report.Checklist(), colleague), StatusCode.FailedPrecondition, "CASE_NOT_CLAIMED");
        await Outcome.RefusedAsync(replica.Review.ReviewReportAsync(report.Checklist(), colleague), StatusCode.FailedPrecondition, "CASE_NOT_CLAIMED");
        Assert.Equal("rekan", (await replica.Review.ClaimCaseAsync(report.Claim(), colleague)).State.ClaimedBy);
    }

    [Theory]
    [InlineData("review.before_commit", 0L)]
    [InlineData("review.after_commit_before_reply", 1L)]
    public async Task Whoever_got_no_answer_sends_again_and_the_step_is_taken_once(string failpoint, long survives)
    {
        SubmitReportRequest request = ExaminedReport.Whole("62.71");
        ExaminedReport report;
        ClaimCaseRequest claim;
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: failpoint))
        {
            report = await ExaminedReport.SubmittedAsync(dying, request, Office);
            claim = report.Claim();
            Assert.Equal(StatusCode.Unavailable, await Outcome.OfAsync(dying.Review.ClaimCaseAsync(claim, TestIssuer.As(Office))));
            await dying.SeeDeadAsync();
            Assert.Contains($"NETRALITAS_CRASH_AT {failpoint}", dying.Output, StringComparison.Ordinal);
        }

        Assert.Equal(survives, await StepsAsync(report));
        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName);
        Assert.Equal(2, (await next.Review.ClaimCaseAsync(claim, TestIssuer.As(Office))).State.Version);
        Assert.Equal(1L, await StepsAsync(report));
    }

    private Task<long> StepsAsync(ExaminedReport report) => backing.ScalarAsync<long>(
        "select count(*) from reports.case_events e join reports.reports r on r.id = e.report_id where r.number = $1", report.Number.Replace("-", "", StringComparison.Ordinal));

    // Near its end or not is a matter of the hour at which the test runs.
    private static CaseClockCondition Rough(CaseClockCondition condition) => condition == CaseClockCondition.DueSoon ? CaseClockCondition.Running : condition;
}
