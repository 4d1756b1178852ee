using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.Services.Notifications.Reconciliation;
using Netralitas.Services.Reports.Reconciliation;
using Netralitas.Services.Reports.Storage;
using Npgsql;

namespace Netralitas.Operations.Tests;

[Collection(OperatedSuiteCollection.Name)]
public sealed class AntiEntropyTests(OperatedSuite suite)
{
    [Fact]
    public async Task Notices_that_are_gone_come_back_once()
    {
        var begun = DateTimeOffset.UtcNow;
        var (gone, untouched) = (await suite.SubmitAsync(), await suite.SubmitAsync());
        await suite.SeeNoticesAsync(gone);
        await suite.SeeNoticesAsync(untouched);
        await suite.Notifications.ExecuteAsync("delete from notifications.notices where subject_id = $1", gone);

        await suite.RecountAsync("pemberitahuan hilang");

        await suite.SeeNoticesAsync(gone);
        await Eventually.SeeAsync(() => SentOfAsync(gone), sent => sent == 2);
        Assert.Equal(1L, await SentOfAsync(untouched));
        Assert.Equal(2L, await suite.Reports.ScalarAsync<long>("select count(distinct id) from messaging.outbox_sent where aggregate = $1", gone));
        // A second recount has nothing to say: both sides agree by count and digest.
        var answered = DateTimeOffset.UtcNow;
        await suite.RecountAsync("hitung ulang kedua", from: begun);
        await SeeRecountsAnsweredAsync(answered);
        Assert.Empty(await QueuedSinceAsync(suite.Notifications, "NoticesCounted", answered));
        Assert.Equal(3L, await suite.NoticesOfAsync(gone));
    }

    [Fact]
    public async Task A_report_whose_event_was_never_queued_is_told()
    {
        var report = await suite.SubmitAsync();
        await suite.SeeNoticesAsync(report);
        await Eventually.SeeAsync(() => SentOfAsync(report), sent => sent == 1);
        await suite.Reports.ExecuteAsync("delete from messaging.outbox_sent where aggregate = $1", report);
        await suite.Notifications.ExecuteAsync("delete from notifications.notices where subject_id = $1", report);
        var options = new AntiEntropyOptions { MinAgeMinutes = 0, IntervalMinutes = 0 };

        // One that was asked for comes first, and none begins before the one before it has left.
        await Eventually.SeeAsync(() => suite.Reports.ScalarAsync<long>("select count(*) from reports.recounts where done_at is null"), asked => asked == 0);
        await Eventually.SeeAsync(() => RunInOneReplicaAsync(options), ran => ran);

        await suite.SeeNoticesAsync(report);
        // Twice when the recount of the same run finds the notice missing before the first repeat arrives: nothing is young enough here to be waited for.
        await Eventually.SeeAsync(() => SentOfAsync(report), sent => sent >= 1);
    }

    [Fact]
    public async Task A_report_that_only_the_notices_know_is_written_down()
    {
        var report = await suite.SubmitAsync();
        await suite.SeeNoticesAsync(report);
        await Eventually.SeeAsync(() => suite.Reports.ScalarAsync<long>("select count(*) from reports.official_numbers where report_id = $1", report), numbers => numbers == 1);
        await suite.Reports.ExecuteAsync("delete from reports.official_numbers where report_id = $1", report);
        await suite.Reports.ExecuteAsync("delete from reports.work_list where report_id = $1", report);
        await suite.Reports.ExecuteAsync("delete from reports.reports where id = $1", report);

        await suite.RecountAsync("laporan hilang dari basis data");

        await Eventually.SeeAsync(() => suite.OpsAsync("unknown", "list"), list => list.Contains(report.ToString(), StringComparison.Ordinal));
        var again = DateTimeOffset.UtcNow;
        await suite.RecountAsync("sekali lagi");
        await SeeRecountsAnsweredAsync(again);
        Assert.NotEmpty(await QueuedSinceAsync(suite.Notifications, "NoticesCounted", again));
        Assert.Equal(1L, await suite.Reports.ScalarAsync<long>("select count(*) from reports.unknown_reports where report_id = $1", report));
    }

    [Fact]
    public async Task Of_two_replicas_at_once_one_recounts()
    {
        await Eventually.SeeAsync(() => suite.Reports.ScalarAsync<long>("select count(*) from messaging.outbox where type like '%ReportsRecounted'"), waiting => waiting == 0);
        await suite.Reports.ExecuteAsync("delete from reports.recounts where asked_by is null");
        var options = new AntiEntropyOptions { IntervalMinutes = 60 };

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => RunInOneReplicaAsync(options))));

        await Eventually.SeeAsync(() => suite.Reports.ScalarAsync<long>("select count(*) from reports.recounts where asked_by is null and done_at is not null"), done => done == 1);
        Assert.False(await RunInOneReplicaAsync(options));
        Assert.Equal(1L, await suite.Reports.ScalarAsync<long>("select count(*) from reports.recounts where asked_by is null"));
    }

    [Fact]
    public void The_parts_of_an_answer_cover_the_stretch_without_a_gap()
    {
        var ids = Enumerable.Range(1, 12_000).Select(n => ReportIds.Border(DateTimeOffset.UnixEpoch.AddMilliseconds(n))).ToList();
        var recounted = new ReportsRecounted
        {
            BatchId = Guid.NewGuid(),
            Version = 1,
            AfterReportId = ReportIds.Border(DateTimeOffset.UnixEpoch),
            UpToReportId = ReportIds.Border(DateTimeOffset.UnixEpoch.AddDays(1)),
            Reports = 0,
            Digest = "",
        };

        var parts = OnReportsRecounted.Parts(recounted, ids).ToList();

        Assert.Equal([1, 2, 3], parts.Select(part => part.Version));
        Assert.Equal(ids, parts.SelectMany(part => part.ReportIds));
        Assert.Equal([recounted.AfterReportId, .. parts.Select(part => part.UpToReportId)], [.. parts.Select(part => part.AfterReportId), recounted.UpToReportId]);
        Assert.Equal(recounted.UpToReportId, Assert.Single(OnReportsRecounted.Parts(recounted, [])).UpToReportId);
    }

    private Task<long> SentOfAsync(Guid report) => suite.Reports.ScalarAsync<long>("select count(*) from messaging.outbox_sent where aggregate = $1", report);

    // Whatever was recounted since then is taken in by Notifications, and whatever that answered by Reports.
    private async Task SeeRecountsAnsweredAsync(DateTimeOffset since)
    {
        await SeeTakenInAsync(suite.Reports, "ReportsRecounted", suite.Notifications, since);
        await SeeTakenInAsync(suite.Notifications, "NoticesCounted", suite.Reports, since);
    }

    private static Task<long> SeeTakenInAsync(NpgsqlDataSource producer, string type, NpgsqlDataSource consumer, DateTimeOffset since) => Eventually.SeeAsync(
        async () =>
        {
            var queued = await QueuedSinceAsync(producer, type, since);
            return queued.Length - await consumer.ScalarAsync<long>("select count(*) from messaging.inbox where message_id = any($1)", queued);
        }, open => open == 0);

    private static Task<Guid[]> QueuedSinceAsync(NpgsqlDataSource producer, string type, DateTimeOffset since) => producer.ScalarAsync<Guid[]>(
        """
        select coalesce(array_agg(id), '{}') from (select id, type, created_at from messaging.outbox union all select id, type, created_at from messaging.outbox_sent) as m
        where type like '%.' || $1 and created_at >= $2
        """, type, since);

    /// <summary>Another replica of Reports, as far as recounts go: its own connections, with the service's role.</summary>
    private async Task<bool> RunInOneReplicaAsync(AntiEntropyOptions options)
    {
        await using var source = NpgsqlDataSource.Create(RowScopes.OfService(await suite.ConnectionAsync("reports-db")));
        var services = new ServiceCollection().AddMetrics().AddLogging().AddDbContext<ReportsDb>(db => db.UseNpgsql(source));
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ReportsDb>();
        using var signal = new OutboxSignal();
        var told = new ToldReports(db, options, TimeProvider.System);
        var metrics = new AntiEntropyMetrics(scope.ServiceProvider.GetRequiredService<IMeterFactory>());
        return await new ReportRecount(db, told, signal, options, metrics, TimeProvider.System, scope.ServiceProvider.GetRequiredService<ILogger<ReportRecount>>())
            .RunDueAsync(CancellationToken.None);
    }
}
