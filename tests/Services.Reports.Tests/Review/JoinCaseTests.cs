using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Reports.Tests.Review;

/// <summary>Reports of one act joined to one case: LAW-REV-03; and the number of the registration, LAW-NUM-02.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class JoinCaseTests(BackingServices backing) : IDisposable
{
    private const string Office = "bawaslu:62.07";

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task A_joined_report_follows_the_other_and_its_reporter_reads_the_others_progress()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var (lead, follower) = (await ClaimedAsync(replica), await ClaimedAsync(replica));
        var join = Join(follower, lead);

        var joined = await replica.Review.JoinCaseAsync(join, TestIssuer.As(Office));
        Assert.Equal(joined, await replica.Review.JoinCaseAsync(join, TestIssuer.As(Office)));
        await Outcome.RefusedAsync(replica.Review.DeclineRegistrationAsync(lead.Decline(DeclineGround.AlreadyHandled), TestIssuer.As(Office)), StatusCode.FailedPrecondition, "JOINED_CASES_OPEN");
        await lead.JudgeAndRegisterAsync();
        var (leadCase, followerCase, tracked) = (await lead.GetAsync(), await follower.GetAsync(), await follower.TrackAsync());
        await Outcome.RefusedAsync(replica.Review.UnjoinCaseAsync(Unjoin(follower), TestIssuer.As(Office)), StatusCode.FailedPrecondition, "UNJOIN_TOO_LATE");
        await Outcome.RefusedAsync(replica.Intake.WithdrawReportAsync(follower.Withdrawal()), StatusCode.FailedPrecondition, "WITHDRAWAL_TOO_LATE");
        await lead.DecideAsync(["D-06"]);

        Assert.Equal((ReportStatus.Joined, "", 0), (joined.State.Status, joined.State.ClaimedBy, joined.State.Deadlines.Count));
        Assert.Equal((follower.Number, lead.Number), (Assert.Single(leadCase.Joined), followerCase.JoinedTo));
        Assert.Equal((follower.Number, ReportStatus.Registered, leadCase.RegistrationNumber), (tracked.Number, tracked.Status, tracked.RegistrationNumber));
        Assert.NotEmpty(tracked.JoinedText);
        Assert.DoesNotContain(lead.Number, tracked.ToString(), StringComparison.Ordinal);
        Assert.Equal(ReportStatus.Violation, (await follower.TrackAsync()).Status);
    }

    [Fact]
    public async Task Nothing_is_joined_in_a_circle_nor_across_offices_nor_to_itself()
    {
        var replica = await backing.ReplicaAsync();
        var (lead, follower, third) = (await ClaimedAsync(replica), await ClaimedAsync(replica), await ClaimedAsync(replica));
        var elsewhere = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.08"), "bawaslu:62.08");
        var untouched = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole("62.07"), Office);
        var nothing = Join(follower, follower);
        nothing.Reason = " ";

        Assert.Equal(["lead_number", "reason"], (await Refusal.OfAsync(replica.Review.JoinCaseAsync(nothing, TestIssuer.As(Office)))).Fields);
        await Outcome.RefusedAsync(replica.Review.JoinCaseAsync(Join(follower, elsewhere), TestIssuer.As(Office)), StatusCode.NotFound, "REPORT_UNKNOWN");
        await Outcome.RefusedAsync(replica.Review.JoinCaseAsync(Join(follower, untouched), TestIssuer.As(Office)), StatusCode.FailedPrecondition, "JOIN_NOT_ALLOWED");
        await replica.Review.JoinCaseAsync(Join(follower, lead), TestIssuer.As(Office));
        await Outcome.RefusedAsync(replica.Review.JoinCaseAsync(Join(lead, third), TestIssuer.As(Office)), StatusCode.FailedPrecondition, "JOIN_NOT_ALLOWED");
        await Outcome.RefusedAsync(replica.Review.JoinCaseAsync(Join(third, follower), TestIssuer.As(Office)), StatusCode.FailedPrecondition, "JOIN_NOT_ALLOWED");
        Assert.Equal(["reason"], (await Refusal.OfAsync(replica.Review.UnjoinCaseAsync(Unjoin(lead, " "), TestIssuer.As(Office)))).Fields);
        await Outcome.RefusedAsync(replica.Review.UnjoinCaseAsync(Unjoin(lead), TestIssuer.As(Office)), StatusCode.FailedPrecondition, "STEP_NOT_ALLOWED");
    }

    [Fact]
    public async Task Of_two_joins_at_once_that_would_go_in_a_circle_one_is_refused()
    {
        var one = await backing.ReplicaAsync();
        var two = await backing.ReplicaAsync(2);
        var (first, second) = (await ClaimedAsync(one), await ClaimedAsync(one));

        var outcomes = await Task.WhenAll(
            Outcome.OfAsync(one.Review.JoinCaseAsync(Join(first, second), TestIssuer.As(Office))), Outcome.OfAsync(two.Review.JoinCaseAsync(Join(second, first), TestIssuer.As(Office))));

        Assert.Equal([StatusCode.OK, StatusCode.FailedPrecondition], outcomes.Order());
        Assert.Equal([ReportStatus.InitialReview, ReportStatus.Joined], new[] { (await first.GetAsync()).State.Status, (await second.GetAsync()).State.Status }.Order());
    }

    [Fact]
    public async Task A_report_is_parted_by_its_office_and_when_the_other_is_withdrawn()
    {
        var replica = await backing.ReplicaAsync();
        var (lead, follower) = (await ClaimedAsync(replica), await ClaimedAsync(replica));
        await replica.Review.JoinCaseAsync(Join(follower, lead), TestIssuer.As(Office));
        await follower.GetAsync();

        var unjoin = Unjoin(follower);
        var parted = await replica.Review.UnjoinCaseAsync(unjoin, TestIssuer.As(Office));
        Assert.Equal(parted, await replica.Review.UnjoinCaseAsync(unjoin, TestIssuer.As(Office)));
        await follower.GetAsync();
        await follower.ClaimAsync();
        await replica.Review.JoinCaseAsync(Join(follower, lead), TestIssuer.As(Office));
        await replica.Intake.WithdrawReportAsync(lead.Withdrawal());
        var after = await Eventually.SeeAsync(follower.GetAsync, whole => whole.JoinedTo.Length == 0);

        Assert.Equal(ReportStatus.InitialReview, parted.State.Status);
        Assert.Contains("kajian awal laporan ini", Assert.Single(parted.State.Deadlines), StringComparison.Ordinal);
        Assert.Equal((ReportStatus.InitialReview, ""), (after.State.Status, after.JoinedTo));
        Assert.Equal((ReportStatus.InitialReview, ""), ((await follower.TrackAsync()).Status, (await follower.TrackAsync()).JoinedText));
        Assert.Equal(ReportStatus.Withdrawn, (await lead.TrackAsync()).Status);
    }

    [Theory]
    [InlineData("join.before_commit", ReportStatus.InitialReview)]
    [InlineData("join.after_commit_before_reply", ReportStatus.Joined)]
    public async Task Whoever_got_no_answer_sends_again_and_it_is_joined_once(string failpoint, ReportStatus survives)
    {
        ExaminedReport follower;
        JoinCaseRequest join;
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: failpoint))
        {
            var lead = await ClaimedAsync(dying);
            follower = await ClaimedAsync(dying);
            join = Join(follower, lead);
            Assert.Equal(StatusCode.Unavailable, await Outcome.OfAsync(dying.Review.JoinCaseAsync(join, TestIssuer.As(Office))));
            await dying.SeeDeadAsync();
        }

        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName);
        Assert.Equal(survives, (await next.Review.GetCaseAsync(new GetCaseRequest { Number = follower.Number }, TestIssuer.As(Office))).State.Status);
        Assert.Equal((ReportStatus.Joined, 3), ((await next.Review.JoinCaseAsync(join, TestIssuer.As(Office))).State.Status, (await next.Review.JoinCaseAsync(join, TestIssuer.As(Office))).State.Version));
    }

    [Fact]
    public async Task Registrations_of_one_register_at_once_at_two_replicas_have_numbers_without_a_hole()
    {
        var one = await backing.ReplicaAsync();
        var two = await backing.ReplicaAsync(2);
        var reports = new List<ExaminedReport>();
        for (var n = 0; n < 4; n++)
        {
            reports.Add(await ExaminedReport.ClaimedAsync(one, ExaminedReport.Whole("62.13"), "bawaslu:62.13"));
            await reports[^1].ReviewAsync();
        }

        // Refused registrations leave no hole either.
        await Outcome.RefusedAsync(one.Review.RegisterReportAsync(Stale(reports[0]), TestIssuer.As("bawaslu:62.13")), StatusCode.Aborted, "CASE_CHANGED");
        var answers = await Task.WhenAll(reports.Select((report, n) => (n % 2 == 0 ? one : two).Review.RegisterReportAsync(report.Registration(), TestIssuer.As("bawaslu:62.13")).ResponseAsync));

        Assert.All(answers, answer => Assert.Matches(@"\A00[1-4]/Reg/LP/PW/Kab/K62\.13/[IVX]+/20[0-9]{2}\z", answer.RegistrationNumber));
        Assert.Equal(["001", "002", "003", "004"], answers.Select(answer => answer.RegistrationNumber[..3]).Order(StringComparer.Ordinal));
        Assert.Equal(answers[0].RegistrationNumber, (await reports[0].TrackAsync()).RegistrationNumber);
        Assert.Equal(answers[0].RegistrationNumber, (await reports[0].GetAsync()).RegistrationNumber);
    }

    private static RegisterReportRequest Stale(ExaminedReport report)
    {
        var registration = report.Registration();
        registration.ExpectedVersion--;
        return registration;
    }

    private static Task<ExaminedReport> ClaimedAsync(ReportsProcess replica) => ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.07"), Office);

    private static JoinCaseRequest Join(ExaminedReport follower, ExaminedReport lead) => new()
    {
        RequestId = ExaminedReport.NewId(),
        Number = follower.Number,
        ExpectedVersion = follower.State.Version,
        LeadNumber = lead.Number,
        Reason = "CONTOH peristiwa yang sama.",
    };

    private static UnjoinCaseRequest Unjoin(ExaminedReport follower, string reason = "CONTOH peristiwa lain.") =>
        new() { RequestId = ExaminedReport.NewId(), Number = follower.Number, ExpectedVersion = follower.State.Version, Reason = reason };
}
