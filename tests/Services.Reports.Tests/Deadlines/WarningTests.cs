using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Review;

namespace Netralitas.Services.Reports.Tests.Deadlines;

/// <summary>Events of statuses and of terms, in the transaction of what they tell of, once each, by replicas that compete and die.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class WarningTests(BackingServices backing) : IDisposable
{
    private const string Region = "62.02";
    private const string Office = $"bawaslu:{Region}";

    // Whatever runs is near its end.
    private const string AtOnce = "2000";

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task Each_change_of_status_is_told_once_and_steps_that_change_none_are_not()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var report = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole(Region), Office);
        var claim = report.Claim();

        await replica.Review.ClaimCaseAsync(claim, TestIssuer.As(Office));
        await replica.Review.ClaimCaseAsync(claim, TestIssuer.As(Office));
        await report.GetAsync();
        await report.ReviewAsync();
        await report.RegisterAsync();

        Assert.Equal<IEnumerable<int>>([2, 4], await backing.VersionsOfAsync<ReportStatusChanged>(report.Number));
    }

    [Fact]
    public async Task The_withdrawal_of_a_report_that_nobody_touched_is_told_too()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole(Region), Office);

        await replica.Intake.WithdrawReportAsync(report.Withdrawal());

        Assert.Equal<IEnumerable<int>>([2], await backing.VersionsOfAsync<ReportStatusChanged>(report.Number));
    }

    [Fact]
    public async Task A_report_that_nobody_touched_is_warned_of_once_however_many_replicas_look()
    {
        await using var one = await ReportsProcess.StartAsync(backing, spool.FullName, settings: ("Reports__Warnings__LeadHours", AtOnce));
        await using var two = await ReportsProcess.StartAsync(backing, spool.FullName, settings: ("Reports__Warnings__LeadHours", AtOnce));
        var reports = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => ExaminedReport.SubmittedAsync(n % 2 == 0 ? one : two, ExaminedReport.Whole(Region), Office)));

        await Eventually.SeeAsync(() => SentAsync(reports), sent => sent == reports.Length);

        foreach (var report in reports)
        {
            Assert.Single(await backing.VersionsOfAsync<CaseDeadlineApproached>(report.Number));
            Assert.Empty(await backing.VersionsOfAsync<CaseDeadlinePassed>(report.Number));
            Assert.Equal(1L, await WarningsAsync(report, "sent_at is null and lead_hours = 0"));
        }
    }

    [Fact]
    public async Task A_clock_that_stops_takes_its_warnings_away_and_the_next_brings_its_own()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole(Region), Office);
        await report.ReviewAsync();
        var before = await WarningsAsync(report, "subject = 'InitialReview' and sent_at is null and lead_hours = 0");

        await report.RegisterAsync();

        Assert.Equal((1L, 0L, 2L), (before, await WarningsAsync(report, "subject = 'InitialReview' and sent_at is null"), await WarningsAsync(report, "subject = 'Handling' and sent_at is null")));
        Assert.Equal("Handling", await OfReportAsync<string>(report, "select string_agg(c.subject, ' ') from reports.running_clocks c"));
        var extension = new ExtendHandlingRequest { RequestId = ExaminedReport.NewId(), Number = report.Number, ExpectedVersion = report.State.Version, Reason = "CONTOH" };
        await replica.Review.ExtendHandlingAsync(extension, TestIssuer.As(Office));
        Assert.Equal(2L, await WarningsAsync(report, "subject = 'Handling' and sent_at is null"));
        Assert.True(await OfReportAsync<bool>(report, "select bool_and(c.ends_at = k.ends_at) from reports.clock_warnings c join reports.running_clocks k using (report_id, clock)"));
    }

    [Fact]
    public async Task While_a_clock_stands_still_nothing_is_due_and_when_it_runs_again_it_is()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole(Region), Office);
        await report.ReviewAsync("evidence");

        await report.RequestCompletionAsync();
        Assert.Equal(0L, await WarningsAsync(report, "subject = 'Completion'"));
        await report.ConfirmAsync();
        Assert.Equal((0L, 1L), (await WarningsAsync(report, "subject = 'InitialReview' and sent_at is null"), await WarningsAsync(report, "subject = 'Completion' and lead_hours = 0")));
        await report.CompleteAsync(new SubmitReportRequest { Evidence = { new Evidence { Link = "https://example.org" } } });

        Assert.Equal((1L, 0L), (await WarningsAsync(report, "subject = 'InitialReview' and lead_hours = 0"), await WarningsAsync(report, "subject = 'Completion' and sent_at is null")));
    }

    [Fact]
    public async Task An_end_that_came_is_told_once_also_when_the_first_replica_dies_over_it_and_steps_follow()
    {
        await WatchAllAsync();
        ExaminedReport report;
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: "watch.before_commit"))
        {
            report = await ExaminedReport.SubmittedAsync(dying, ExaminedReport.Whole(Region), Office);
            await dying.SeeDeadAsync();
            Assert.Contains("NETRALITAS_CRASH_AT watch.before_commit", dying.Output, StringComparison.Ordinal);
        }

        Assert.Equal(0L, await WarningsAsync(report, "true"));
        await WatchAllAsync();
        Assert.Equal(1L, await WarningsAsync(report, "lead_hours = 0"));
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: "warn.before_commit"))
        {
            // As if the time had come.
            await backing.ScalarAsync<DateTime>(
                "update reports.clock_warnings set due_at = now() where lead_hours = 0 and report_id = (select id from reports.reports where number = $1) returning due_at", Plain(report));
            await dying.SeeDeadAsync();
            Assert.Contains("NETRALITAS_CRASH_AT warn.before_commit", dying.Output, StringComparison.Ordinal);
        }

        Assert.Empty(await backing.VersionsOfAsync<CaseDeadlinePassed>(report.Number));
        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName);
        await Eventually.SeeAsync(() => backing.VersionsOfAsync<CaseDeadlinePassed>(report.Number), sent => sent.Length == 1);
        await next.Review.ClaimCaseAsync(report.Claim(), TestIssuer.As(Office));
        Assert.Equal((1L, 0L), (await WarningsAsync(report, "lead_hours = 0 and sent_at is not null"), await WarningsAsync(report, "lead_hours = 0 and sent_at is null")));
    }

    private async Task<int> SentAsync(IEnumerable<ExaminedReport> reports)
    {
        var sent = 0;
        foreach (var report in reports)
        {
            sent += (await backing.VersionsOfAsync<CaseDeadlineApproached>(report.Number)).Length;
        }

        return sent;
    }

    private async Task WatchAllAsync()
    {
        var replica = await backing.ReplicaAsync();
        await Eventually.SeeAsync(() => backing.ScalarAsync<long>("select count(*) from reports.unwatched"), waiting => waiting == 0);
    }

    private static string Plain(ExaminedReport report) => report.Number.Replace("-", "", StringComparison.Ordinal);

    private Task<long> WarningsAsync(ExaminedReport report, string which) => OfReportAsync<long>(report, "select count(*) from reports.clock_warnings c", andWhich: which);

    private Task<T> OfReportAsync<T>(ExaminedReport report, string select, string key = "c.report_id", string andWhich = "true") =>
        backing.ScalarAsync<T>($"{select} where {key} = (select id from reports.reports where number = $1) and {andWhich}", Plain(report));
}
