using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;

namespace Netralitas.Services.Reports.Tests.Review;

/// <summary>Withdrawal by the reporter: before registration only, LAW-REP-05.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class WithdrawReportTests(BackingServices backing) : IDisposable
{
    private const string Office = "bawaslu:62.01";

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task A_report_is_withdrawn_before_registration_and_stays_stored()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var report = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole("62.01"), Office);
        var withdrawal = report.Withdrawal();

        var answer = await replica.Intake.WithdrawReportAsync(withdrawal);
        var again = await replica.Intake.WithdrawReportAsync(withdrawal);
        var tracked = await report.TrackAsync();

        Assert.Equal(answer, again);
        Assert.Equal((ReportStatus.Withdrawn, answer.WithdrawnAt, ""), (tracked.Status, tracked.StatusAt, tracked.DeadlineText));
        Assert.NotEmpty((await report.GetAsync()).Account.Narrative);
        await Outcome.RefusedAsync(replica.Intake.WithdrawReportAsync(report.Withdrawal()), StatusCode.FailedPrecondition, "REPORT_ALREADY_WITHDRAWN");
        await Outcome.RefusedAsync(replica.Review.ClaimCaseAsync(report.Claim(), TestIssuer.As(Office)), StatusCode.FailedPrecondition, "STEP_NOT_ALLOWED");
    }

    [Fact]
    public async Task After_registration_it_is_too_late()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.01"), Office);
        await report.ReviewAsync();
        await report.RegisterAsync();

        await Outcome.RefusedAsync(replica.Intake.WithdrawReportAsync(report.Withdrawal()), StatusCode.FailedPrecondition, "WITHDRAWAL_TOO_LATE");
        Assert.Equal(ReportStatus.Registered, (await report.TrackAsync()).Status);
    }

    [Fact]
    public async Task Only_with_number_and_code_and_an_id()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole("62.01"), Office);
        var other = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole("62.01"), Office);
        var withdrawal = report.Withdrawal();

        withdrawal.AccessCode = other.Receipt.AccessCode;
        await Outcome.RefusedAsync(replica.Intake.WithdrawReportAsync(withdrawal), StatusCode.NotFound, "REPORT_NOT_FOUND");
        withdrawal.AccessCode = report.Receipt.AccessCode;
        withdrawal.RequestId = "bukan-uuid";
        await Outcome.RefusedAsync(replica.Intake.WithdrawReportAsync(withdrawal), StatusCode.InvalidArgument, "REQUEST_ID_INVALID");
        Assert.Equal(ReportStatus.Received, (await report.TrackAsync()).Status);
    }

    [Fact]
    public async Task Of_registration_and_withdrawal_at_once_one_wins()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.01"), Office);
        await report.ReviewAsync();

        var registered = Outcome.OfAsync(replica.Review.RegisterReportAsync(report.Registration(), TestIssuer.As(Office)));
        var withdrawn = Outcome.OfAsync(replica.Intake.WithdrawReportAsync(report.Withdrawal()));

        var codes = (await registered, await withdrawn);
        Assert.Contains(codes, new[] { (StatusCode.OK, StatusCode.FailedPrecondition), (StatusCode.Aborted, StatusCode.OK) });
        Assert.Equal(codes.Item1 == StatusCode.OK ? ReportStatus.Registered : ReportStatus.Withdrawn, (await report.TrackAsync()).Status);
    }

    [Fact]
    public async Task Whoever_got_no_answer_sends_again_and_it_is_withdrawn_once()
    {
        ExaminedReport report;
        WithdrawReportRequest withdrawal;
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: "withdraw.before_commit"))
        {
            report = await ExaminedReport.SubmittedAsync(dying, ExaminedReport.Whole("62.01"), Office);
            withdrawal = report.Withdrawal();
            Assert.Equal(StatusCode.Unavailable, await Outcome.OfAsync(dying.Intake.WithdrawReportAsync(withdrawal)));
            await dying.SeeDeadAsync();
        }

        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName);
        TrackReportRequest track = new() { Number = report.Number, AccessCode = report.Receipt.AccessCode };
        Assert.Equal(ReportStatus.Received, (await next.Intake.TrackReportAsync(track)).Status);
        await next.Intake.WithdrawReportAsync(withdrawal);
        Assert.Equal(ReportStatus.Withdrawn, (await next.Intake.TrackReportAsync(track)).Status);
    }
}
