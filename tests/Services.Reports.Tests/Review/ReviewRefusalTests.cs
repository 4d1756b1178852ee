using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Reports.Tests.Review;

/// <summary>What the examination refuses, and that nothing is stored then.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class ReviewRefusalTests(BackingServices backing) : IDisposable
{
    private const string Office = "bawaslu:62.02";

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task Another_regions_case_is_answered_like_none()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var report = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole("62.02"), Office);
        AsyncUnaryCall<GetCaseResponse> Get(string number, string office) => replica.Review.GetCaseAsync(new GetCaseRequest { Number = number }, TestIssuer.As(office));

        await Outcome.RefusedAsync(Get(report.Number, "bawaslu:62.71"), StatusCode.NotFound, "REPORT_UNKNOWN");
        await Outcome.RefusedAsync(Get("0000-0000-0000", Office), StatusCode.NotFound, "REPORT_UNKNOWN");
        await Outcome.RefusedAsync(replica.Review.ClaimCaseAsync(report.Claim(), TestIssuer.As("bawaslu:62.71")), StatusCode.NotFound, "REPORT_UNKNOWN");
        await Outcome.RefusedAsync(
            replica.Review.ExplainDeadlineAsync(new ExplainDeadlineRequest { Number = report.Number }, TestIssuer.As("bawaslu:35")), StatusCode.NotFound, "REPORT_UNKNOWN");
        Assert.Equal(report.Number, (await Get(report.Number, "bawaslu:62")).State.Number);
    }

    [Fact]
    public async Task A_step_on_what_has_changed_is_refused_and_an_id_belongs_to_one_request()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole("62.02"), Office);
        var officer = TestIssuer.As(Office);
        var claim = report.Claim();

        var stale = claim.Clone();
        stale.ExpectedVersion = 7;
        await Outcome.RefusedAsync(replica.Review.ClaimCaseAsync(stale, officer), StatusCode.Aborted, "CASE_CHANGED");
        await replica.Review.ClaimCaseAsync(claim, officer);
        await Outcome.RefusedAsync(replica.Review.ClaimCaseAsync(stale, officer), StatusCode.AlreadyExists, "REQUEST_ID_REUSED");
        claim.RequestId = "bukan-uuid";
        await Outcome.RefusedAsync(replica.Review.ClaimCaseAsync(claim, officer), StatusCode.InvalidArgument, "REQUEST_ID_INVALID");
        await Outcome.RefusedAsync(replica.Review.RegisterReportAsync(report.Registration(), officer), StatusCode.Aborted, "CASE_CHANGED");
    }

    [Fact]
    public async Task A_checklist_is_told_all_its_faults_at_once()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.02"), Office);
        var checklist = report.Checklist("evidence");
        checklist.Outcomes[0].Key = "tidak_ada";
        checklist.Outcomes[1].Key = "account";
        checklist.Outcomes[6].Note = " ";
        checklist.Outcomes[3].Note = new string('x', 501);

        var refusal = await Refusal.OfAsync(replica.Review.ReviewReportAsync(checklist, TestIssuer.As(Office)));

        Assert.Equal((StatusCode.InvalidArgument, "REVIEW_INVALID"), (refusal.Code, refusal.Reason));
        Assert.Equal(
            ["outcomes[0].key", "outcomes[1].key", "outcomes[3].note", "outcomes[5].key", "outcomes[6].note", "outcomes", "outcomes"], refusal.Fields);
        Assert.Equal(2, (await report.GetAsync()).State.Version);
    }

    [Fact]
    public async Task A_late_laporan_cannot_be_judged_in_time_nor_registered()
    {
        var replica = await backing.ReplicaAsync();
        var late = ExaminedReport.Whole("62.02");
        late.KnownOn = "2024-10-01";
        var report = await ExaminedReport.ClaimedAsync(replica, late, Office);
        var officer = TestIssuer.As(Office);

        var refusal = await Refusal.OfAsync(replica.Review.ReviewReportAsync(report.Checklist(), officer));
        await report.ReviewAsync("reported_in_time");

        Assert.Equal(["outcomes[2].is_met"], refusal.Fields);
        await Outcome.RefusedAsync(replica.Review.RegisterReportAsync(report.Registration(), officer), StatusCode.FailedPrecondition, "REQUIREMENTS_NOT_MET");
        Assert.Equal(ReportStatus.PreliminaryInformation, (await report.DeclineAsync(DeclineGround.FormalRequirement)).Status);
    }

    [Fact]
    public async Task Without_a_contest_nothing_is_registered_until_an_officer_says_which()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.02", contest: ""), Office);
        var officer = TestIssuer.As(Office);
        AsyncUnaryCall<AssignContestResponse> Assign(string contest) => replica.Review.AssignContestAsync(
            new AssignContestRequest { RequestId = ExaminedReport.NewId(), Number = report.Number, ExpectedVersion = report.State.Version, ContestId = contest }, officer);

        var before = await report.GetAsync();
        await report.ReviewAsync();
        await Outcome.RefusedAsync(replica.Review.RegisterReportAsync(report.Registration(), officer), StatusCode.FailedPrecondition, "CONTEST_MISSING");
        await Outcome.RefusedAsync(Assign("pilkada-2024-wali-kota"), StatusCode.InvalidArgument, "CONTEST_UNKNOWN");
        await Assign("pilkada-2024-bupati");
        var after = await report.GetAsync();

        Assert.Equal((false, 0), (before.IsLawKnown, before.Clocks.Count));
        Assert.Contains("AssignContest", before.ContestAdvice, StringComparison.Ordinal);
        Assert.Contains(before.ContestChoices, choice => choice.ContestId == "pilkada-2024-bupati");
        Assert.Equal((true, "pilkada-2024-bupati", ""), (after.IsLawKnown, after.ContestId, after.ContestAdvice));
        Assert.Equal(["ReportFiling", "InitialReview"], after.Clocks.Select(clock => clock.Subject));
        Assert.Equal(ReportStatus.Registered, (await report.RegisterAsync()).Status);
    }

    [Fact]
    public async Task Informasi_awal_is_not_registered_until_its_author_completes_it()
    {
        var replica = await backing.ReplicaAsync();
        var anonymous = ExaminedReport.Whole("62.02");
        anonymous.Reporter = null;
        var report = await ExaminedReport.ClaimedAsync(replica, anonymous, Office);
        var officer = TestIssuer.As(Office);

        await report.ReviewAsync("reporter_identity");
        await Outcome.RefusedAsync(replica.Review.RegisterReportAsync(report.Registration(), officer), StatusCode.FailedPrecondition, "REPORT_NOT_FORMAL");
        await report.CompleteAsync(new SubmitReportRequest { Reporter = new Reporter { Name = "Pelapor uji", Address = "Jalan uji" } });
        var grown = await report.GetAsync();
        await report.ReviewAsync();

        Assert.Equal((ReportKind.Laporan, ReportStatus.InitialReview, false), (grown.Kind, grown.State.Status, grown.IsReviewed));
        Assert.Equal(["ReportFiling", "InitialReview"], grown.Clocks.Select(clock => clock.Subject));
        Assert.Equal(ReportStatus.Registered, (await report.RegisterAsync()).Status);
        await Outcome.RefusedAsync(replica.Intake.CompleteReportAsync(new CompleteReportRequest
        {
            RequestId = ExaminedReport.NewId(),
            Number = report.Number,
            AccessCode = report.Receipt.AccessCode,
            Addition = new SubmitReportRequest { Place = "Lain" },
        }), StatusCode.FailedPrecondition, "REPORT_ALREADY_FORMAL");
    }

    [Fact]
    public async Task A_decision_and_a_message_are_told_what_they_lack()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.02"), Office);
        var officer = TestIssuer.As(Office);

        var decision = await Refusal.OfAsync(replica.Review.DeclineRegistrationAsync(report.Decline(DeclineGround.Unspecified, " "), officer));
        await Outcome.RefusedAsync(replica.Review.DeclineRegistrationAsync(report.Decline(DeclineGround.FormalRequirement), officer), StatusCode.FailedPrecondition, "REVIEW_MISSING");
        await Outcome.RefusedAsync(replica.Review.RequestCompletionAsync(report.Completion(""), officer), StatusCode.InvalidArgument, "MESSAGE_INVALID");
        await Outcome.RefusedAsync(replica.Review.RequestCompletionAsync(report.Completion("CONTOH \0"), officer), StatusCode.InvalidArgument, "TEXT_UNREADABLE");
        await Outcome.RefusedAsync(replica.Review.RequestCompletionAsync(report.Completion(), officer), StatusCode.FailedPrecondition, "REVIEW_MISSING");
        await report.ReviewAsync();
        await Outcome.RefusedAsync(replica.Review.RequestCompletionAsync(report.Completion(), officer), StatusCode.FailedPrecondition, "REQUIREMENTS_MET");

        Assert.Equal("DECISION_INVALID", decision.Reason);
        Assert.Equal(["ground", "reason"], decision.Fields);
        Assert.Equal(ReportStatus.InitialReview, (await report.GetAsync()).State.Status);
    }

    [Fact]
    public async Task Each_clock_is_explained_with_its_law_and_how_well_that_is_known()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole("62.02"), Office);

        var explained = await replica.Review.ExplainDeadlineAsync(new ExplainDeadlineRequest { Number = report.Number }, TestIssuer.As(Office));

        Assert.Equal(
            ["pilkada-report-filing 1 Verified UU 1/2015 Pasal 134 ayat (4)", "pilkada-initial-review 1 General Perbawaslu 8/2020 jo. Perbawaslu 9/2024"],
            explained.Clocks.Select(clock => $"{clock.RuleId} {clock.RuleVersion} {clock.Mark} {clock.Law}"));
        Assert.All(explained.Clocks, clock => Assert.StartsWith("Batas ", clock.Clock.Sentence, StringComparison.Ordinal));
    }
}
