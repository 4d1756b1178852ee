using System.Security.Cryptography;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Gateway.Tests.Support;
using Netralitas.Reports.Bench;
using Netralitas.Testing;

namespace Netralitas.Gateway.Tests;

public sealed class ReplicaTests : IDisposable
{
    // One log of receipts, whichever replica signs.
    private readonly DirectoryInfo log = Directory.CreateTempSubdirectory("netralitas-replicas-");

    public void Dispose() => log.Delete(recursive: true);

    [Fact]
    public async Task When_one_replica_of_intake_is_killed_the_other_takes_every_report_and_a_repeat_has_the_first_answer()
    {
        await using var backing = await BackingServices.StartAsync();
        (string, string)[] shared =
        [
            ("Log__Key", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))), ("Log__Folder", Path.Combine(log.FullName, "log")), ("Log__SignedFolder", Path.Combine(log.FullName, "signed")),
        ];
        await using var one = await ReportsService.StartAsync(backing, shared);
        await using var other = await ReportsService.StartAsync(backing, shared);
        await using var gateway = await GatewayProcess.StartAsync(GatewayProcess.Service("reports", one.Address), GatewayProcess.Service("reports", other.Address, 1));
        using var channel = Calls.Channel(gateway.Grpc);
        var intake = new IntakeService.IntakeServiceClient(channel);
        var first = Calls.Report();
        var receipt = await intake.SubmitReportAsync(first);

        // Each client sends one report after the other, and never one again: a call that fails ends the test.
        var (taken, stop) = (0, 0);
        var clients = Enumerable.Range(0, 8).Select(async _ =>
        {
            while (Volatile.Read(ref stop) == 0)
            {
                Assert.NotEmpty((await intake.SubmitReportAsync(Calls.Report())).AccessCode);
                Interlocked.Increment(ref taken);
            }
        }).ToList();
        await ReachAsync(() => Volatile.Read(ref taken) > 50, clients);
        await one.KillAsync();
        var before = Volatile.Read(ref taken);
        await ReachAsync(() => Volatile.Read(ref taken) > before + 200, clients);
        Volatile.Write(ref stop, 1);
        await Task.WhenAll(clients);

        var repeated = await intake.SubmitReportAsync(first);
        Assert.Equal((receipt.Number, receipt.AccessCode), (repeated.Number, repeated.AccessCode));
        Assert.Equal(taken + 1, await backing.CountReportsAsync());
    }

    private static async Task ReachAsync(Func<bool> isReached, List<Task> clients)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!isReached())
        {
            await timer.WaitForNextTickAsync(limit.Token);
            foreach (var failed in clients.Where(client => client.IsFaulted))
            {
                await failed;
            }
        }
    }
}
