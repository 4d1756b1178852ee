namespace Netralitas.Faults.Cases;

/// <summary>The broker takes nothing in for want of disk or memory: publishes hang without an error, three times over.</summary>
internal sealed class F05BrokerAlarms : FaultCase
{
    internal override string Id => "F5";

    internal override string Title => "disk and memory alarm of the broker, three rounds";

    internal override bool IsShort => false;

    internal override async Task RunAsync(Trial trial)
    {
        var suite = trial.Suite;
        var rounds = suite.Services.ToDictionary(s => s.Name, _ => new List<long>());
        await trial.WarmUpAsync();
        for (var round = 0; round < 3; round++)
        {
            var isDisk = (round + trial.Random.Next(2)) % 2 == 0;
            var from = DateTimeOffset.UtcNow;
            await suite.Broker.ControlAsync(trial.Cancel, isDisk ? ["set_disk_free_limit", "900GB"] : ["set_vm_memory_high_watermark", "0.0001"]);
            trial.Say($"{(isDisk ? "disk" : "memory")} alarm");
            await trial.PassAsync(trial.Draw(12, 16));
            var share = trial.Load!.View().OkShare(from, DateTimeOffset.UtcNow);
            trial.Require(share > 0.98, $"submits are unaffected: {share:P1} acknowledged");
            foreach (var service in suite.Services)
            {
                trial.Require(await service.IsReadyAsync(trial.Cancel), $"{service.Name} answers while the broker takes nothing in");
            }

            await suite.Broker.ControlAsync(trial.Cancel, isDisk ? ["set_disk_free_limit", "50MB"] : ["set_vm_memory_high_watermark", "0.4"]);
            await AwaitDrainedAsync(trial);
            foreach (var service in suite.Services)
            {
                rounds[service.Name].Add(service.Process.ResidentBytes);
            }
        }

        trial.Prove(suite.Reports.Logged("ConfirmTimeout"), "no publish timed out");
        trial.Facts = trial.Facts with { Rounds = rounds.ToDictionary(r => r.Key, r => (IReadOnlyList<long>)r.Value) };
    }

    private static Task AwaitDrainedAsync(Trial trial) => Processes.Waiting.UntilAsync(
        async () => await trial.Suite.Postgres.CountAsync("reports", "select count(*) from messaging.outbox", trial.Cancel) < trial.Shape.Rate,
        TimeSpan.FromSeconds(60), "the outbox is sent after the alarm", trial.Cancel);
}
