using Grpc.Core;
using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.Tests.Admission;

/// <summary>A replica that dies at each of its failpoints: what the reporter does next, and what is there in the end.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class CrashTests(BackingServices backing) : IDisposable
{
    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Theory]
    [InlineData("submit.before_commit", false, 0L)]
    [InlineData("submit.after_commit_before_reply", false, 1L)]
    [InlineData("spool.after_write_before_fsync", true, 0L)]
    [InlineData("spool.after_fsync_before_reply", true, 1L)]
    public async Task Whoever_got_no_answer_sends_again_and_has_one_report(string failpoint, bool databaseAway, long survives)
    {
        await using var relay = new Relay(backing.Database);
        var request = new SubmitReportRequest { RequestId = Guid.NewGuid().ToString(), Narrative = $"CONTOH {failpoint}" };
        if (databaseAway)
        {
            relay.Shut();
        }

        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, relay.Connection, failpoint))
        {
            var unanswered = await Assert.ThrowsAsync<RpcException>(() => dying.Intake.SubmitReportAsync(request).ResponseAsync);
            Assert.Equal(StatusCode.Unavailable, unanswered.StatusCode);
            await dying.SeeDeadAsync();
            Assert.Contains($"NETRALITAS_CRASH_AT {failpoint}", dying.Output, StringComparison.Ordinal);
        }

        Assert.Equal(survives, databaseAway ? spool.GetFiles("*.spool").Length : await CountAsync(request));
        if (databaseAway)
        {
            relay.Open();
        }

        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName, relay.Connection);
        var answer = await next.Intake.SubmitReportAsync(request);
        Assert.Equal(answer.Number, (await next.Intake.SubmitReportAsync(request)).Number);
        await SeeOnceAsync(request, answer, next);
    }

    [Fact]
    public async Task A_crash_between_the_drains_commit_and_its_removal_drains_again_and_changes_nothing()
    {
        await using var relay = new Relay(backing.Database);
        relay.Shut();
        var request = new SubmitReportRequest { RequestId = Guid.NewGuid().ToString(), Narrative = "CONTOH drain" };
        SubmitReportResponse answer;
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, relay.Connection, "drain.after_commit_before_delete"))
        {
            answer = await dying.Intake.SubmitReportAsync(request);
            relay.Open();
            await dying.SeeDeadAsync();
            Assert.Contains("NETRALITAS_CRASH_AT drain.after_commit_before_delete", dying.Output, StringComparison.Ordinal);
        }

        Assert.Equal(1L, await CountAsync(request));
        Assert.Single(spool.GetFiles("*.spool"));
        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName, relay.Connection);
        await SeeOnceAsync(request, answer, next);
        Assert.Equal(answer, (await next.Intake.SubmitReportAsync(request)).WithoutPromise());
    }

    private async Task SeeOnceAsync(SubmitReportRequest request, SubmitReportResponse answer, ReportsProcess replica)
    {
        await Eventually.SeeAsync(() => Task.FromResult(spool.GetFiles("*.spool").Length), files => files == 0);
        Assert.Equal(1L, await CountAsync(request));
        Assert.Equal(1L, await backing.ScalarAsync<long>(
            """
            select count(*) from (select aggregate from messaging.outbox union all select aggregate from messaging.outbox_sent) e
            join reports.reports r on r.id = e.aggregate where r.request_key = $1
            """, Guid.Parse(request.RequestId)));
        var status = await replica.Intake.TrackReportAsync(new TrackReportRequest { Number = answer.Number, AccessCode = answer.AccessCode });
        Assert.Equal(ReportStatus.Received, status.Status);
    }

    private Task<long> CountAsync(SubmitReportRequest request) =>
        backing.ScalarAsync<long>("select count(*) from reports.reports where request_key = $1", Guid.Parse(request.RequestId));
}
