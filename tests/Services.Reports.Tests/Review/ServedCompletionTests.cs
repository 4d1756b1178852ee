using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Reports.Tests.Review;

/// <summary>LAW-SVC-01: the reporter's time runs from the notice that the reporter has, not from the one that lies there.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class ServedCompletionTests(BackingServices backing) : IDisposable
{
    private const string Office = "bawaslu:62.71";

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task Reading_starts_nothing_and_the_first_confirmation_starts_the_time_once_whoever_confirms_again_or_at_once()
    {
        var (one, two) = (await backing.ReplicaAsync(), await backing.ReplicaAsync(2));
        var report = await AskedAsync(one);
        await report.TrackAsync();
        var read = await report.TrackAsync();
        Assert.Equal((true, "InitialReview"), (read.AwaitsConfirmation, await SubjectsAsync(report)));

        var request = report.Confirmation();
        var outcomes = await Task.WhenAll(new[] { one, two, one, two }.Select(async (replica, n) => await replica.Intake.ConfirmCompletionNoticeAsync(n < 2 ? request : report.Confirmation())));
        var again = await two.Intake.ConfirmCompletionNoticeAsync(report.Confirmation());
        var whole = await report.GetAsync();
        var explained = await one.Review.ExplainDeadlineAsync(new ExplainDeadlineRequest { Number = report.Number }, TestIssuer.As(Office));

        Assert.Equal(again, Assert.Single(outcomes.Distinct()));
        Assert.Equal("Completion InitialReview", await SubjectsAsync(report));
        Assert.Single(whole.History, step => step.Step == "Serve");
        Assert.Equal((NoticeServiceMeans.Confirmed, again.ServedAt, ""), (whole.CompletionNotice.Means, whole.CompletionNotice.ServedAt, whole.CompletionNotice.RecordedBy));
        Assert.Contains("Batas perbaikan laporan ini", again.DeadlineText, StringComparison.Ordinal);
        Assert.Contains(explained.Clocks.Single(clock => clock.Clock.Subject == "Completion").Changes, sentence => sentence.StartsWith("Waktu perbaikan dihitung sejak ", StringComparison.Ordinal));
        var tracked = await report.TrackAsync();
        Assert.Equal((false, again.DeadlineText), (tracked.AwaitsConfirmation, tracked.DeadlineText));
    }

    [Fact]
    public async Task A_confirmation_that_a_crash_cut_off_is_made_again_and_counts_once()
    {
        ExaminedReport report;
        ConfirmCompletionNoticeRequest request;
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: "confirm.before_commit"))
        {
            report = await AskedAsync(dying);
            request = report.Confirmation();
            await Assert.ThrowsAsync<RpcException>(async () => await dying.Intake.ConfirmCompletionNoticeAsync(request));
            await dying.SeeDeadAsync();
        }

        Assert.Equal("InitialReview", await SubjectsAsync(report));
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: "confirm.after_commit_before_reply"))
        {
            await Assert.ThrowsAsync<RpcException>(async () => await dying.Intake.ConfirmCompletionNoticeAsync(request));
            await dying.SeeDeadAsync();
        }

        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName);
        var confirmed = await next.Intake.ConfirmCompletionNoticeAsync(request);

        Assert.Equal("Completion InitialReview", await SubjectsAsync(report));
        Assert.Equal(1L, await backing.ScalarAsync<long>("select count(*) from reports.case_events e join reports.reports r on r.id = e.report_id where r.number = $1 and e.step = 'Serve'", Plain(report)));
        Assert.NotNull(confirmed.ServedAt);
    }

    [Fact]
    public async Task What_an_office_handed_over_counts_from_its_instant_and_each_wrong_field_is_told()
    {
        var replica = await backing.ReplicaAsync();
        var officer = TestIssuer.As(Office);
        var report = await AskedAsync(replica);
        var now = DateTimeOffset.UtcNow;

        var wrong = await Refusal.OfAsync(replica.Review.RecordServiceAsync(report.Service(NoticeServiceMeans.Confirmed, now.AddDays(1), ""), officer));
        var early = await Refusal.OfAsync(replica.Review.RecordServiceAsync(report.Service(NoticeServiceMeans.HandedOver, now.AddDays(-1)), officer));
        var never = report.Service(NoticeServiceMeans.HandedOver, now);
        never.ServedAt.Seconds = long.MaxValue;
        Assert.Equal(early.Fields, (await Refusal.OfAsync(replica.Review.RecordServiceAsync(never, officer))).Fields);
        var record = report.Service(NoticeServiceMeans.HandedOver, now);
        var recorded = await replica.Review.RecordServiceAsync(record, officer);
        Assert.Equal(recorded, await replica.Review.RecordServiceAsync(record, officer));
        await report.GetAsync();
        await Outcome.RefusedAsync(replica.Review.RecordServiceAsync(report.Service(NoticeServiceMeans.Announced, now), officer), StatusCode.FailedPrecondition, "NOTICE_NOT_AWAITED");
        var confirmed = await report.ConfirmAsync();

        Assert.Equal(("SERVICE_INVALID", "served_at means document"), (wrong.Reason, string.Join(' ', wrong.Fields)));
        Assert.Equal(["served_at"], early.Fields);
        Assert.Equal((record.ServedAt, record.ServedAt, "CONTOH tanda terima 7"), (recorded.Notice.ServedAt, confirmed.ServedAt, recorded.Notice.Document));
        Assert.Contains("diserahkan langsung kepada pelapor", recorded.Notice.Sentence, StringComparison.Ordinal);
        Assert.Contains(recorded.State.Deadlines, sentence => sentence.StartsWith("Batas perbaikan laporan ini", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_was_asked_nothing_or_completed_already_confirms_nothing_and_who_has_no_code_finds_nothing()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.71"), Office);
        await Outcome.RefusedAsync(replica.Intake.ConfirmCompletionNoticeAsync(report.Confirmation()), StatusCode.FailedPrecondition, "NOTICE_NOT_AWAITED");
        await report.ReviewAsync("evidence");
        await report.RequestCompletionAsync();
        var wrong = report.Confirmation();
        wrong.AccessCode = "0000-0000-0000-0000-0000-0000";
        await Outcome.RefusedAsync(replica.Intake.ConfirmCompletionNoticeAsync(wrong), StatusCode.NotFound, "REPORT_NOT_FOUND");
        var unnamed = report.Confirmation();
        unnamed.RequestId = "x";
        await Outcome.RefusedAsync(replica.Intake.ConfirmCompletionNoticeAsync(unnamed), StatusCode.InvalidArgument, "REQUEST_ID_INVALID");

        await report.CompleteAsync(new SubmitReportRequest { Evidence = { new Evidence { Link = "https://example.org" } } });
        await Outcome.RefusedAsync(replica.Intake.ConfirmCompletionNoticeAsync(report.Confirmation()), StatusCode.FailedPrecondition, "NOTICE_NOT_AWAITED");

        Assert.Equal(ReportStatus.Completed, (await report.TrackAsync()).Status);
    }

    private static async Task<ExaminedReport> AskedAsync(ReportsProcess replica)
    {
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.71"), Office);
        await report.ReviewAsync("evidence");
        await report.RequestCompletionAsync();
        return report;
    }

    private Task<string> SubjectsAsync(ExaminedReport report) => backing.ScalarAsync<string>(
        "select string_agg(c.subject, ' ' order by c.subject) from reports.running_clocks c join reports.reports r on r.id = c.report_id where r.number = $1", Plain(report));

    private static string Plain(ExaminedReport report) => report.Number.Replace("-", "", StringComparison.Ordinal);
}
