using System.Text;
using Grpc.Core;
using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.Tests.Admission;

/// <summary>Reports while the database takes none.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class OutageTests(BackingServices backing) : IDisposable
{
    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");
    private readonly DirectoryInfo anotherSpool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose()
    {
        spool.Delete(recursive: true);
        anotherSpool.Delete(recursive: true);
    }

    [Fact]
    public async Task A_report_is_taken_in_as_ever_and_repeats_get_the_same_receipt_before_and_after()
    {
        await using var relay = new Relay(backing.Database);
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName, relay.Connection);
        var known = Report("sebelum");
        var before = await replica.Intake.SubmitReportAsync(known);

        relay.Shut();
        var during = Report("selama");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => replica.Intake.SubmitReportAsync(during).ResponseAsync));
        var again = await replica.Intake.SubmitReportAsync(known);
        relay.Open();

        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        Assert.Equal((before.Number, before.AccessCode), (again.Number, again.AccessCode));
        await SeeDrainedAsync(spool);
        Assert.Equal(answers[0], (await replica.Intake.SubmitReportAsync(during)).WithoutPromise());
        Assert.Equal(before, await replica.Intake.SubmitReportAsync(known));
        Assert.Equal((1L, 1L), (await CountAsync(known), await CountAsync(during)));
        Assert.Equal(ReportStatus.Received, (await TrackAsync(replica, answers[0])).Status);
    }

    [Fact]
    public async Task Another_replica_gives_the_same_number_and_code_and_both_spools_make_one_report()
    {
        await using var relay = new Relay(backing.Database);
        relay.Shut();
        await using var one = await ReportsProcess.StartAsync(backing, spool.FullName, relay.Connection);
        await using var two = await ReportsProcess.StartAsync(backing, anotherSpool.FullName, relay.Connection);
        var request = Report("dua replika");

        var first = await one.Intake.SubmitReportAsync(request);
        var second = await two.Intake.SubmitReportAsync(request);
        request.Narrative += " Lagi.";
        var other = await two.Intake.SubmitReportAsync(request);
        relay.Open();

        Assert.Equal((first.Number, first.AccessCode), (second.Number, second.AccessCode));
        Assert.NotEqual(first.Number, other.Number);
        await SeeDrainedAsync(spool);
        await SeeDrainedAsync(anotherSpool);
        Assert.Equal(2L, await CountAsync(request));
        Assert.Equal(1L, await backing.ScalarAsync<long>("select count(*) from reports.reports where request_key = $1 and possible_duplicate_of is not null", Guid.Parse(request.RequestId)));
        Assert.Equal(ReportStatus.Received, (await TrackAsync(one, second)).Status);
        Assert.Equal(ReportStatus.Received, (await TrackAsync(one, other)).Status);
    }

    [Fact]
    public async Task What_waits_in_the_spool_survives_a_kill_and_says_nothing_to_who_reads_the_disk()
    {
        await using var relay = new Relay(backing.Database);
        relay.Shut();
        var request = Report("kanari-5c1d");
        SubmitReportResponse answer;
        await using (var killed = await ReportsProcess.StartAsync(backing, spool.FullName, relay.Connection))
        {
            answer = await killed.Intake.SubmitReportAsync(request);
            killed.Kill();
            await killed.SeeDeadAsync();
        }

        var file = Assert.Single(spool.GetFiles("*.spool"));
        Assert.DoesNotContain("kanari", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file.FullName)), StringComparison.Ordinal);
        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName, relay.Connection);
        Assert.Equal(answer, await next.Intake.SubmitReportAsync(request));
        relay.Open();
        await SeeDrainedAsync(spool);
        Assert.Equal(answer, (await next.Intake.SubmitReportAsync(request)).WithoutPromise());
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_holds_up_no_other_neither_at_start_nor_later()
    {
        // A link to itself comes first in the order of names, and cannot be read by anyone.
        var unreadable = Path.Combine(spool.FullName, "00000000-0000-7000-8000-000000000000-1.spool");
        File.CreateSymbolicLink(unreadable, unreadable);
        await using var relay = new Relay(backing.Database);
        relay.Shut();
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName, relay.Connection);
        var request = Report("di belakang berkas rusak");
        var answer = await replica.Intake.SubmitReportAsync(request);
        relay.Open();

        await Eventually.SeeAsync(() => CountAsync(request), count => count == 1);
        await Eventually.SeeAsync(() => Task.FromResult(spool.GetFiles("*.spool").Length), left => left == 1);
        Assert.Equal(answer, (await replica.Intake.SubmitReportAsync(request)).WithoutPromise());
    }

    [Fact]
    public async Task A_locked_table_counts_as_a_database_that_takes_no_reports()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        await using var side = await backing.Owner.OpenConnectionAsync();
        await using var transaction = await side.BeginTransactionAsync();
        await using (var hold = new Npgsql.NpgsqlCommand("lock table reports.reports in access exclusive mode", side))
        {
            await hold.ExecuteNonQueryAsync();
        }

        var requests = Enumerable.Range(0, 20).Select(n => Report($"terkunci {n}")).ToList();
        var answers = await Task.WhenAll(requests.Select(r => replica.Intake.SubmitReportAsync(r, deadline: DateTime.UtcNow.AddSeconds(10)).ResponseAsync));
        Assert.NotEmpty(spool.GetFiles("*.spool"));
        await transaction.RollbackAsync();

        await SeeDrainedAsync(spool);
        foreach (var (request, answer) in requests.Zip(answers))
        {
            Assert.Equal(1L, await CountAsync(request));
            Assert.Equal(answer, (await replica.Intake.SubmitReportAsync(request)).WithoutPromise());
        }
    }

    [Fact]
    public async Task Only_when_both_places_fail_is_a_report_turned_down_and_told_when_to_come_again()
    {
        var nowhere = Path.Combine(spool.FullName, "file");
        await File.WriteAllTextAsync(nowhere, "");
        await using var relay = new Relay(backing.Database);
        await using var replica = await ReportsProcess.StartAsync(backing, Path.Combine(nowhere, "spool"), relay.Connection);
        var request = Report("kedua tempat");
        relay.Shut();

        var refusal = await Assert.ThrowsAsync<RpcException>(() => replica.Intake.SubmitReportAsync(request).ResponseAsync);
        relay.Open();
        var answer = await replica.Intake.SubmitReportAsync(request);

        Assert.Equal(StatusCode.Unavailable, refusal.StatusCode);
        Assert.Equal("5", refusal.Trailers.GetValue("retry-after"));
        var details = Google.Rpc.Status.Parser.ParseFrom(refusal.Trailers.GetValueBytes("grpc-status-details-bin")).Details;
        Assert.Equal("INTAKE_UNAVAILABLE", Google.Rpc.ErrorInfo.Descriptor.FindFieldByNumber(1).Accessor.GetValue(details[0].Unpack<Google.Rpc.ErrorInfo>()));
        Assert.Equal(5, details[1].Unpack<Google.Rpc.RetryInfo>().RetryDelay.Seconds);
        Assert.NotEmpty(answer.Number);
        Assert.Equal(1L, await CountAsync(request));
    }

    [Fact]
    public async Task A_damaged_file_is_kept_apart_and_the_others_are_drained()
    {
        await using var relay = new Relay(backing.Database);
        relay.Shut();
        var fine = Report("utuh");
        await using (var replica = await ReportsProcess.StartAsync(backing, spool.FullName, relay.Connection))
        {
            await replica.Intake.SubmitReportAsync(Report("rusak"));
            await replica.Intake.SubmitReportAsync(fine);
        }

        var damaged = spool.GetFiles("*.spool").MinBy(f => f.Name)!;
        var bytes = await File.ReadAllBytesAsync(damaged.FullName);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(damaged.FullName, bytes);
        relay.Open();
        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName, relay.Connection);

        await SeeDrainedAsync(spool);
        Assert.Equal(1L, await CountAsync(fine));
        Assert.Equal(damaged.Name + ".damaged", Assert.Single(spool.GetFiles("*.spool*")).Name);
        Assert.Contains("is damaged and is set aside", next.Output, StringComparison.Ordinal);
    }

    private static SubmitReportRequest Report(string about) => new() { RequestId = Guid.NewGuid().ToString(), Narrative = $"CONTOH {about}", RegionCode = "35.75" };

    private static async Task<TrackReportResponse> TrackAsync(ReportsProcess replica, SubmitReportResponse receipt) =>
        await replica.Intake.TrackReportAsync(new TrackReportRequest { Number = receipt.Number, AccessCode = receipt.AccessCode });

    private static Task<int> SeeDrainedAsync(DirectoryInfo folder) => Eventually.SeeAsync(() => Task.FromResult(folder.GetFiles("*.spool").Length), files => files == 0);

    private Task<long> CountAsync(SubmitReportRequest request) =>
        backing.ScalarAsync<long>("select count(*) from reports.reports where request_key = $1", Guid.Parse(request.RequestId));
}
