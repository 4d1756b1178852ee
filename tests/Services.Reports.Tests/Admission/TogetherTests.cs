using Grpc.Net.Client;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Sealing;

namespace Netralitas.Services.Reports.Tests.Admission;

/// <summary>Many reports at once, that share their commits.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class TogetherTests(BackingServices backing) : IDisposable
{
    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task Each_of_many_gets_its_own_receipt_and_is_stored_once_with_its_content()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var requests = Enumerable.Range(0, 400).Select(n => new SubmitReportRequest { RequestId = Guid.NewGuid().ToString(), Narrative = $"CONTOH bersama {n}" }).ToList();

        // Each is sent three times at once.
        var answers = await Task.WhenAll(requests.SelectMany(r => new[] { r, r, r }).Select(r => replica.Intake.SubmitReportAsync(r).ResponseAsync));

        Assert.Equal(400, answers.Select(a => a.Number).Distinct().Count());
        // What waited too long for the database is in the spool, and comes.
        var numbers = answers.Select(a => a.Number.Replace("-", "", StringComparison.Ordinal)).Distinct().ToArray();
        await Eventually.SeeAsync(() => backing.ScalarAsync<long>("select count(*) from reports.reports where number = any($1)", [numbers]), n => n == 400);
        for (var n = 0; n < requests.Count; n++)
        {
            Assert.All(answers[(3 * n)..((3 * n) + 3)], answer => Assert.Equal(answers[3 * n], answer));
            var number = answers[3 * n].Number.Replace("-", "", StringComparison.Ordinal);
            var place = new ContentPlace(await backing.ScalarAsync<Guid>("select id from reports.reports where number = $1", number), null, 1);
            var stored = SealedBody.Open(
                await backing.ScalarAsync<byte[]>("select content from reports.reports where number = $1", number), place.Aad("body"),
                new ReporterCode(answers[3 * n].AccessCode.Replace("-", "", StringComparison.Ordinal)));
            Assert.Equal(requests[n].Narrative, ReportBody.Read(stored).Report.Narrative);
        }
    }

    [Fact]
    public async Task A_repeat_of_what_is_stored_does_not_stand_in_line_with_what_is_to_be_sealed()
    {
        // One lane for sealing, however many processors there are.
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName, settings: ("DOTNET_PROCESSOR_COUNT", "1"));
        var stored = new SubmitReportRequest { RequestId = Guid.NewGuid().ToString(), Narrative = "CONTOH diulang" };
        var receipt = await replica.Intake.SubmitReportAsync(stored);
        var line = new Line(replica.Channel.Target);
        // Those who came first have been taken in turn for a while: nobody is only being let in.
        await Eventually.SeeAsync(() => Task.FromResult(line.Taken), taken => taken > Line.Length / 4);

        var before = line.Taken;
        var repeat = await replica.Intake.SubmitReportAsync(stored);
        var overtaken = Line.Length - (line.Taken - before);

        line.Leave();
        Assert.Equal(receipt, repeat);
        Assert.True(overtaken > Line.Length / 2, $"{overtaken} of {Line.Length} that stood in line before it still stood there");
    }

    /// <summary>Reports that wait to be sealed: for each that was taken another comes, so that the line stays as long as it is.</summary>
    private sealed class Line
    {
        internal const int Length = 3_000;

        // As many calls as a connection carries at once.
        private const int Together = 100;

        private readonly List<GrpcChannel> channels;
        private readonly List<Task> callers;
        private int taken;
        private volatile bool ends;

        internal Line(string target)
        {
            channels = [.. Enumerable.Range(0, Length / Together).Select(_ => GrpcChannel.ForAddress($"http://{target}"))];
            callers = [.. channels.SelectMany(channel => Enumerable.Range(0, Together).Select(_ => SubmitAsync(new IntakeService.IntakeServiceClient(channel))))];
        }

        internal int Taken => Volatile.Read(ref taken);

        /// <summary>Whoever still stands in line gives up.</summary>
        internal void Leave()
        {
            ends = true;
            channels.ForEach(channel => channel.Dispose());
            Assert.All(callers, caller => Assert.False(caller.IsFaulted, caller.Exception?.ToString()));
        }

        private async Task SubmitAsync(IntakeService.IntakeServiceClient intake)
        {
            while (!ends)
            {
                try
                {
                    await intake.SubmitReportAsync(new SubmitReportRequest { RequestId = Guid.NewGuid().ToString(), Narrative = "CONTOH antre" });
                    Interlocked.Increment(ref taken);
                }
                catch (Grpc.Core.RpcException) when (ends)
                {
                    return;
                }
            }
        }
    }

    [Fact]
    public async Task Of_many_contents_under_one_id_at_two_replicas_one_is_the_first_and_all_others_point_to_it()
    {
        var one = await backing.ReplicaAsync();
        var two = await backing.ReplicaAsync(2);
        var id = Guid.NewGuid();

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(n =>
            (n % 2 == 0 ? one : two).Intake.SubmitReportAsync(new SubmitReportRequest { RequestId = id.ToString(), Narrative = $"CONTOH versi {n}" }).ResponseAsync));

        Assert.Equal(60, answers.Select(a => a.Number).Distinct().Count());
        await Eventually.SeeAsync(() => backing.ScalarAsync<long>("select count(*) from reports.reports where request_key = $1", id), n => n == 60);
        Assert.Equal(1L, await backing.ScalarAsync<long>("select count(*) from reports.reports where request_key = $1 and possible_duplicate_of is null", id));
        Assert.Equal(1L, await backing.ScalarAsync<long>("select count(distinct possible_duplicate_of) from reports.reports where request_key = $1", id));
    }

    [Fact]
    public async Task A_client_that_gives_up_does_not_stop_what_has_begun()
    {
        var replica = await backing.ReplicaAsync();
        // A first call takes as long as the program needs to be compiled; what is tested here has begun when the client gives up.
        await replica.Intake.SubmitReportAsync(new SubmitReportRequest { RequestId = Guid.NewGuid().ToString(), Narrative = "CONTOH pertama" });
        await using var side = await backing.Owner.OpenConnectionAsync();
        await using var transaction = await side.BeginTransactionAsync();
        await using (var hold = new Npgsql.NpgsqlCommand("lock table reports.reports in share mode", side))
        {
            await hold.ExecuteNonQueryAsync();
        }

        var request = new SubmitReportRequest { RequestId = Guid.NewGuid().ToString(), Narrative = "CONTOH menyerah" };
        await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => replica.Intake.SubmitReportAsync(request, deadline: DateTime.UtcNow.AddSeconds(1)).ResponseAsync);
        await transaction.RollbackAsync();

        await Eventually.SeeAsync(() => backing.ScalarAsync<long>("select count(*) from reports.reports where request_key = $1", Guid.Parse(request.RequestId)), n => n == 1);
    }
}
