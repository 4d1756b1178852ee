using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;

namespace Netralitas.Services.Reports.Tests;

/// <summary>Informasi awal that its author completes, with replicas that die and calls that compete.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class CompleteReportTests(BackingServices backing) : IDisposable
{
    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task With_name_and_address_it_becomes_a_laporan_with_an_official_number_under_the_first_receipt()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var receipt = await TipAsync(replica, "61.71");
        var more = Completion(receipt, new SubmitReportRequest { Place = "Lapangan" });
        var whole = Completion(receipt, Named());

        var still = await replica.Intake.CompleteReportAsync(more);
        var now = await replica.Intake.CompleteReportAsync(whole);
        var again = await replica.Intake.CompleteReportAsync(whole);
        var tracked = await Eventually.SeeAsync(() => TrackAsync(replica, receipt), answer => answer.OfficialNumber.Length > 0);

        Assert.Equal(ReportKind.InformasiAwal, still.Kind);
        Assert.Equal((ReportKind.Laporan, receipt.ReceivedAt), (now.Kind, now.ReceivedAt));
        Assert.Equal(now, again);
        Assert.Equal(still, await replica.Intake.CompleteReportAsync(more));
        Assert.DoesNotContain(now.Remarks, remark => remark.Contains("alamat", StringComparison.Ordinal) || remark.Contains("Tempat", StringComparison.Ordinal));
        Assert.StartsWith("001/LP/PW/Kota/K61.71/", tracked.OfficialNumber, StringComparison.Ordinal);
        Assert.Equal((ReportKind.Laporan, receipt.ReceivedAt), (tracked.Kind, tracked.ReceivedAt));
        Assert.Equal(2L, await CountAsync(receipt));
    }

    [Fact]
    public async Task Each_wrong_completion_is_told_what_is_wrong()
    {
        var replica = await backing.ReplicaAsync();
        var receipt = await TipAsync(replica, "61.72");
        var other = await TipAsync(replica, "61.72");
        var whole = Completion(receipt, Named());

        var wrongCode = whole.Clone();
        wrongCode.AccessCode = other.AccessCode;
        await RefusedAsync(replica.Intake.CompleteReportAsync(wrongCode), StatusCode.NotFound, "tidak cocok");
        await RefusedAsync(replica.Intake.CompleteReportAsync(Completion(receipt, new SubmitReportRequest { Narrative = "..." })), StatusCode.InvalidArgument, "kosong");
        await RefusedAsync(replica.Intake.CompleteReportAsync(Completion(receipt, null)), StatusCode.InvalidArgument, "kosong");
        await replica.Intake.CompleteReportAsync(whole);
        whole.Addition.Narrative = "Lain.";
        await RefusedAsync(replica.Intake.CompleteReportAsync(whole), StatusCode.AlreadyExists, "request_id");
        await RefusedAsync(replica.Intake.CompleteReportAsync(Completion(receipt, Named())), StatusCode.FailedPrecondition, "melainkan laporan");

        Assert.Equal((1L, 0L), (await CountAsync(receipt), await CountAsync(other)));
    }

    [Fact]
    public async Task Of_many_at_once_at_two_replicas_one_makes_it_a_laporan()
    {
        var one = await backing.ReplicaAsync();
        var two = await backing.ReplicaAsync(2);
        var receipt = await TipAsync(one, "61.01");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => OutcomeAsync((n % 2 == 0 ? one : two).Intake.CompleteReportAsync(Completion(receipt, Named())))));

        Assert.Equal(1, outcomes.Count(outcome => outcome == StatusCode.OK));
        Assert.Equal(7, outcomes.Count(outcome => outcome == StatusCode.FailedPrecondition));
        Assert.Equal(1L, await CountAsync(receipt));
        await Eventually.SeeAsync(() => TrackAsync(one, receipt), answer => answer.OfficialNumber.Length > 0);
        Assert.Equal(1L, await backing.ScalarAsync<long>("select count(*) from reports.official_numbers where office_code = $1", "61.01"));
    }

    [Theory]
    [InlineData("complete.before_commit", 0L)]
    [InlineData("complete.after_commit_before_reply", 1L)]
    public async Task Whoever_got_no_answer_sends_again_and_has_one_addition(string failpoint, long survives)
    {
        SubmitReportResponse receipt;
        CompleteReportRequest whole;
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: failpoint))
        {
            receipt = await TipAsync(dying, "61.02");
            whole = Completion(receipt, Named());
            Assert.Equal(StatusCode.Unavailable, await OutcomeAsync(dying.Intake.CompleteReportAsync(whole)));
            await dying.SeeDeadAsync();
            Assert.Contains($"NETRALITAS_CRASH_AT {failpoint}", dying.Output, StringComparison.Ordinal);
        }

        Assert.Equal(survives, await CountAsync(receipt));
        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName);
        Assert.Equal(ReportKind.Laporan, (await next.Intake.CompleteReportAsync(whole)).Kind);
        Assert.Equal(1L, await CountAsync(receipt));
        await Eventually.SeeAsync(() => TrackAsync(next, receipt), answer => answer.OfficialNumber.Length > 0);
    }

    private static SubmitReportRequest Named() => new() { Reporter = new Reporter { Name = "Pelapor uji", Address = "Jalan uji" } };

    private static CompleteReportRequest Completion(SubmitReportResponse receipt, SubmitReportRequest? addition) =>
        new() { RequestId = Guid.NewGuid().ToString(), Number = receipt.Number, AccessCode = receipt.AccessCode, Addition = addition };

    private static async Task<SubmitReportResponse> TipAsync(ReportsProcess replica, string region) => await replica.Intake.SubmitReportAsync(
        new SubmitReportRequest { RequestId = Guid.NewGuid().ToString(), Narrative = "CONTOH informasi awal", RegionCode = region, Contest = "Pilwali" });

    private static async Task<TrackReportResponse> TrackAsync(ReportsProcess replica, SubmitReportResponse receipt) =>
        await replica.Intake.TrackReportAsync(new TrackReportRequest { Number = receipt.Number, AccessCode = receipt.AccessCode });

    private static async Task<StatusCode> OutcomeAsync(AsyncUnaryCall<CompleteReportResponse> call)
    {
        try
        {
            await call;
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }

    private static async Task RefusedAsync(AsyncUnaryCall<CompleteReportResponse> call, StatusCode code, string word)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(code, refused.StatusCode);
        Assert.Contains(word, refused.Status.Detail, StringComparison.Ordinal);
    }

    private Task<long> CountAsync(SubmitReportResponse receipt) => backing.ScalarAsync<long>(
        "select count(*) from reports.additions a join reports.reports r on r.id = a.report_id where r.number = $1", receipt.Number.Replace("-", "", StringComparison.Ordinal));
}
