using System.Globalization;
using Netralitas.Faults.Processes;

namespace Netralitas.Faults.Cases;

/// <summary>The broker never comes back, and neither do a service and the witness of the logs: whoever submits still gets on, and so do the logs.</summary>
internal sealed class F18GoneForGood : FaultCase
{
    internal override string Id => "F18";

    internal override string Title => "broker, notifications and witness gone for good";

    internal override bool IsShort => true;

    internal override async Task RunAsync(Trial trial)
    {
        trial.NotJudged.AddRange(["I6", "I7", "I8", "I12"]);
        await trial.WarmUpAsync();
        var from = DateTimeOffset.UtcNow;
        await trial.Suite.Broker.KillAsync();
        await trial.PassAsync(trial.Draw(0, 3));
        await trial.Suite.Notifications.KillAsync();
        await trial.Suite.Witness.KillAsync();
        trial.Say("broker, notifications and witness are gone for good");
        await trial.PassAsync(trial.IsShort ? 12 : 45);
        var view = trial.Load!.View();
        trial.Note($"p99 {view.Latency(0.99, from, DateTimeOffset.UtcNow):0} ms");
        trial.Require(view.OkShare(from, DateTimeOffset.UtcNow) > 0.98, $"submits progress: {view.OkShare(from, DateTimeOffset.UtcNow):P1} acknowledged");
        trial.Prove(await trial.Suite.Postgres.CountAsync("reports", "select count(*) from messaging.outbox", trial.Cancel) > 0, "no event waits");
        await LastOnesAsync(trial);
    }

    // The second line of a checkpoint.
    private static long SizeOf(string folder) => long.Parse(File.ReadLines(Path.Combine(folder, "checkpoint")).ElementAt(1), CultureInfo.InvariantCulture);

    // Acknowledged when all this had been gone for long.
    private static async Task LastOnesAsync(Trial trial)
    {
        var from = DateTimeOffset.UtcNow;
        await trial.PassAsync(3);
        trial.Require(trial.Load!.View().Ok(from, DateTimeOffset.UtcNow) > 0, "submits progress to the end");
        foreach (var folder in (string[])[trial.Suite.Settings.PledgeLogFolder, trial.Suite.Settings.ReceiptLogFolder])
        {
            var size = SizeOf(folder);
            trial.Require(await Waiting.IsSoAsync(() => Task.FromResult(SizeOf(folder) > size), TimeSpan.FromSeconds(20), trial.Cancel), $"{Path.GetFileName(folder)} grows to the end");
        }
    }
}
