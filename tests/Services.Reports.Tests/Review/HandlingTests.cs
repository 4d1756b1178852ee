using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Reports.Tests.Review;

/// <summary>From registration to the plenary's decision.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class HandlingTests(BackingServices backing) : IDisposable
{
    private const string Office = "bawaslu:62.03";

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task A_registered_case_is_clarified_studied_qualified_on_two_tracks_and_decided()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var report = await RegisteredAsync(replica);
        var (review, officer) = (replica.Review, TestIssuer.As(Office));

        var extension = new ExtendHandlingRequest { RequestId = Id(), Number = report.Number, ExpectedVersion = report.State.Version, Reason = "CONTOH" };
        var extended = await review.ExtendHandlingAsync(extension, officer);
        Assert.Equal(extended, await review.ExtendHandlingAsync(extension, officer));
        var invited = await review.RecordClarificationAsync(Clarification(report, extended.State), officer);
        var forReporter = Clarification(report, invited.State);
        (forReporter.Clarification.Party, forReporter.Clarification.Respondent, forReporter.Clarification.HeldOn) = (ClarificationParty.Reporter, 0, "2024-10-06");
        var reporterInvited = await review.RecordClarificationAsync(forReporter, officer);
        var studied = await review.RecordStudyAsync(Study(report, reporterInvited.State, isSubmitted: true), officer);
        var qualified = await review.QualifyCaseAsync(Qualification(report, studied.State, "D-06", "PID-01"), officer);
        var decision = Decision(report, qualified.State, PlenaryOutcome.Violation);
        var decided = await review.DecideInPlenaryAsync(decision, officer);
        var whole = await report.GetAsync();
        var tracked = await report.TrackAsync();

        Assert.Contains("5 hari kalender (3 hari kalender dan perpanjangan 2 hari kalender)", Assert.Single(extended.State.Deadlines), StringComparison.Ordinal);
        Assert.Equal([ReportStatus.Clarification, ReportStatus.Plenary, ReportStatus.Plenary, ReportStatus.Violation],
            [invited.State.Status, studied.State.Status, qualified.State.Status, decided.State.Status]);
        Assert.Equal(["D-06 Disiplin HukumLainnya", "PID-01 Pidana Pidana"], whole.QualifiedActs.Select(act => $"{act.Code} {act.Class} {act.Track}"));
        Assert.Equal(("CONTOH undangan", "CONTOH kajian", PlenaryOutcome.Violation), (whole.Clarifications[0].Text, whole.Study, Assert.Single(whole.Outcomes).Outcome));
        Assert.All(whole.Clocks, clock => Assert.Equal(CaseClockCondition.Stopped, clock.Condition));
        Assert.Equal((ReportStatus.Violation, "Pelanggaran", ""), (tracked.Status, tracked.StatusText, tracked.DeadlineText));
        Assert.Equal(decided, await review.DecideInPlenaryAsync(decision, officer));
        Assert.Equal<IEnumerable<int>>([invited.State.Version, reporterInvited.State.Version], await backing.VersionsOfAsync<ClarificationInvited>(report.Number));
        Assert.Single(tracked.Steps, step => step.Text == "Pelapor diundang untuk klarifikasi pada 6 Oktober 2024");
    }

    [Fact]
    public async Task Each_wrong_step_is_told_what_is_wrong_and_stores_nothing()
    {
        var replica = await backing.ReplicaAsync();
        var report = await RegisteredAsync(replica);
        var (review, officer) = (replica.Review, TestIssuer.As(Office));

        var clarification = Clarification(report, report.State);
        clarification.Clarification = new Clarification { Party = ClarificationParty.Respondent, Respondent = 2, HeldOn = "besok" };
        var qualification = Qualification(report, report.State, "D-99", "PID-04");
        qualification.Qualifications[1].Respondent = 9;

        Assert.Equal(["clarification.kind", "clarification.respondent", "clarification.held_on", "clarification.text"], await FieldsAsync(review.RecordClarificationAsync(clarification, officer), "CLARIFICATION_INVALID"));
        Assert.Equal(["qualifications[0].code", "qualifications[1].respondent", "qualifications[1].code"], await FieldsAsync(review.QualifyCaseAsync(qualification, officer), "QUALIFICATION_INVALID"));
        Assert.Equal(["text"], await FieldsAsync(review.RecordStudyAsync(Study(report, report.State, text: " "), officer), "STUDY_INVALID"));
        Assert.Equal(["reason"], await FieldsAsync(
            review.ExtendHandlingAsync(new ExtendHandlingRequest { RequestId = Id(), Number = report.Number, ExpectedVersion = report.State.Version }, officer), "DECISION_INVALID"));
        await Outcome.RefusedAsync(review.DecideInPlenaryAsync(Decision(report, report.State, PlenaryOutcome.Violation), officer), StatusCode.FailedPrecondition, "STEP_NOT_ALLOWED");
        Assert.Equal(report.State.Version, (await report.GetAsync()).State.Version);
    }

    [Fact]
    public async Task A_violation_is_decided_only_of_a_qualified_act_and_the_extension_is_taken_once()
    {
        var replica = await backing.ReplicaAsync();
        var report = await RegisteredAsync(replica);
        var (review, officer) = (replica.Review, TestIssuer.As(Office));
        ExtendHandlingRequest Extension() => new() { RequestId = Id(), Number = report.Number, ExpectedVersion = report.State.Version, Reason = "CONTOH" };

        await review.ExtendHandlingAsync(Extension(), officer);
        await report.GetAsync();
        await Outcome.RefusedAsync(review.ExtendHandlingAsync(Extension(), officer), StatusCode.FailedPrecondition, "EXTENSION_NOT_ALLOWED");
        var studied = await review.RecordStudyAsync(Study(report, report.State, isSubmitted: true), officer);
        await Outcome.RefusedAsync(review.DecideInPlenaryAsync(Decision(report, studied.State, PlenaryOutcome.Violation), officer), StatusCode.FailedPrecondition, "QUALIFICATION_MISSING");
        var empty = Decision(report, studied.State, PlenaryOutcome.Unspecified);
        empty.Outcomes.Add(new RespondentOutcome { Respondent = 1 });
        empty.DecidedOn = "2999-01-01";
        Assert.Equal(
            ["decided_on", "outcomes[0].respondent", "outcomes[0].outcome", "outcomes[1].respondent", "outcomes[1].outcome", "outcomes[1].reason"],
            await FieldsAsync(review.DecideInPlenaryAsync(empty, officer), "DECISION_INVALID"));
        Assert.Equal(ReportStatus.NoViolation, (await review.DecideInPlenaryAsync(Decision(report, studied.State, PlenaryOutcome.NoViolation), officer)).State.Status);
    }

    [Fact]
    public async Task Of_two_decisions_at_once_one_stands()
    {
        var one = await backing.ReplicaAsync();
        var two = await backing.ReplicaAsync(2);
        var report = await RegisteredAsync(one);
        var studied = await one.Review.RecordStudyAsync(Study(report, report.State, isSubmitted: true), TestIssuer.As(Office));

        var outcomes = await Task.WhenAll(new[] { PlenaryOutcome.NoViolation, PlenaryOutcome.Discontinued, PlenaryOutcome.NoViolation, PlenaryOutcome.Discontinued }.Select((outcome, n) =>
            Outcome.OfAsync((n < 2 ? one : two).Review.DecideInPlenaryAsync(Decision(report, studied.State, outcome), TestIssuer.As(Office)))));

        Assert.Equal([StatusCode.OK, StatusCode.Aborted, StatusCode.Aborted, StatusCode.Aborted], outcomes.Order());
        Assert.Single((await report.GetAsync()).Outcomes);
    }

    [Fact]
    public async Task Of_several_respondents_each_has_an_outcome_and_one_violation_makes_the_case_one()
    {
        var replica = await backing.ReplicaAsync();
        var told = ExaminedReport.Whole("62.03");
        told.Respondents.Add([new Respondent { Name = "Terlapor kedua" }, new Respondent { Name = "Terlapor ketiga" }]);
        var report = await ExaminedReport.ClaimedAsync(replica, told, Office);
        var state = await report.JudgeAndRegisterAsync();
        var studied = await replica.Review.RecordStudyAsync(Study(report, state, isSubmitted: true), TestIssuer.As(Office));
        var qualification = Qualification(report, studied.State, "D-06", "D-04");
        qualification.Qualifications[1].Respondent = 2;
        var qualified = await replica.Review.QualifyCaseAsync(qualification, TestIssuer.As(Office));
        DecideInPlenaryRequest Decide(params PlenaryOutcome[] outcomes)
        {
            var decision = Decision(report, qualified.State, PlenaryOutcome.Violation);
            decision.Outcomes.Clear();
            decision.Outcomes.Add(outcomes.Select((outcome, n) => new RespondentOutcome { Respondent = n + 1, Outcome = outcome, Reason = "CONTOH" }));
            return decision;
        }

        Assert.Equal(["outcomes"], await FieldsAsync(replica.Review.DecideInPlenaryAsync(Decide(PlenaryOutcome.Violation, PlenaryOutcome.NoViolation), TestIssuer.As(Office)), "DECISION_INVALID"));
        await Outcome.RefusedAsync(
            replica.Review.DecideInPlenaryAsync(Decide(PlenaryOutcome.Violation, PlenaryOutcome.NoViolation, PlenaryOutcome.Violation), TestIssuer.As(Office)), StatusCode.FailedPrecondition, "QUALIFICATION_MISSING");
        var decided = await replica.Review.DecideInPlenaryAsync(Decide(PlenaryOutcome.Discontinued, PlenaryOutcome.Violation, PlenaryOutcome.NoViolation), TestIssuer.As(Office));

        Assert.Equal(ReportStatus.Violation, decided.State.Status);
        Assert.Equal([PlenaryOutcome.Discontinued, PlenaryOutcome.Violation, PlenaryOutcome.NoViolation], (await report.GetAsync()).Outcomes.Select(each => each.Outcome));
    }

    [Theory]
    [InlineData("2024-06-01", "KE-01", "D-10", "Bakal")]
    [InlineData("2024-10-01", "D-10", "KE-01", "Calon")]
    public async Task Where_contest_and_place_are_known_a_row_must_be_of_the_phase_of_that_day(string happenedOn, string fits, string fitsNot, string phase)
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.03", "Pilbup"), Office);
        await replica.Review.AssignContestAsync(
            new AssignContestRequest { RequestId = Id(), Number = report.Number, ExpectedVersion = report.State.Version, ContestId = "pilkada-2024-bupati" }, TestIssuer.As(Office));
        await report.GetAsync();
        var state = await report.JudgeAndRegisterAsync();
        QualifyCaseRequest Qualify(string code)
        {
            var qualification = Qualification(report, state, code);
            qualification.HappenedOn = happenedOn;
            return qualification;
        }

        Assert.Equal(["qualifications[0].code"], await FieldsAsync(replica.Review.QualifyCaseAsync(Qualify(fitsNot), TestIssuer.As(Office)), "QUALIFICATION_INVALID"));
        Assert.Equal(phase, (await replica.Review.QualifyCaseAsync(Qualify(fits), TestIssuer.As(Office))).Phase);
    }

    private static async Task<ExaminedReport> RegisteredAsync(ReportsProcess replica)
    {
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.03"), Office);
        await report.ReviewAsync();
        await report.RegisterAsync();
        return report;
    }

    private static string Id() => ExaminedReport.NewId();

    private static RecordClarificationRequest Clarification(ExaminedReport report, CaseState state) => new()
    {
        RequestId = Id(),
        Number = report.Number,
        ExpectedVersion = state.Version,
        Clarification = new Clarification { Kind = ClarificationKind.Invitation, Party = ClarificationParty.Respondent, Respondent = 1, HeldOn = "2024-10-05", Text = "CONTOH undangan" },
    };

    private static RecordStudyRequest Study(ExaminedReport report, CaseState state, bool isSubmitted = false, string text = "CONTOH kajian") =>
        new() { RequestId = Id(), Number = report.Number, ExpectedVersion = state.Version, Text = text, IsSubmitted = isSubmitted };

    private static QualifyCaseRequest Qualification(ExaminedReport report, CaseState state, params string[] codes) => new()
    {
        RequestId = Id(),
        Number = report.Number,
        ExpectedVersion = state.Version,
        HappenedOn = "2024-10-01",
        Qualifications = { codes.Select(code => new Qualification { Respondent = 1, Code = code }) },
    };

    private static DecideInPlenaryRequest Decision(ExaminedReport report, CaseState state, PlenaryOutcome outcome) => new()
    {
        RequestId = Id(),
        Number = report.Number,
        ExpectedVersion = state.Version,
        DecidedOn = "2024-10-06",
        Outcomes = { new RespondentOutcome { Respondent = 1, Outcome = outcome, Reason = "CONTOH alasan" } },
    };

    private static async Task<IReadOnlyList<string>> FieldsAsync<T>(AsyncUnaryCall<T> call, string reason)
    {
        var refusal = await Refusal.OfAsync(call);
        Assert.Equal((StatusCode.InvalidArgument, reason), (refusal.Code, refusal.Reason));
        return refusal.Fields;
    }
}
