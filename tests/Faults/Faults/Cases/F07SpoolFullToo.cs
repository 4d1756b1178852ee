using Netralitas.Faults.History;
using Netralitas.Faults.Wires;

namespace Netralitas.Faults.Cases;

/// <summary>No database, and then no room in the spool either: only now a client is told to come again, and when.</summary>
internal sealed class F07SpoolFullToo : FaultCase
{
    private const string TurnedDown = "Unavailable retry-after";
    private readonly List<Volume> volumes = [];

    internal override string Id => "F7";

    internal override string Title => "no database, and the spool's volume full too";

    internal override string NeedsRoot => "it mounts a volume of its own";

    internal override LoadShape Shape => new() { FinishSeconds = 60 };

    internal override async Task PrepareAsync(Trial trial)
    {
        volumes.Clear();
        volumes.Add(await Volume.CreateMemoryAsync(trial.Suite.Settings, "spool", megabytes: 8, trial.Cancel));
        trial.Suite.SpoolFolders[trial.Suite.Reports.Name] = volumes[0].Folder;
    }

    internal override async Task RunAsync(Trial trial)
    {
        var postgres = trial.Suite.Postgres;
        await trial.WarmUpAsync();
        var killed = DateTimeOffset.UtcNow;
        await postgres.KillAsync();
        trial.Say("the postmaster was killed");
        await trial.PassAsync(trial.Draw(8, 12));
        var before = trial.Load!.View();
        trial.Require(before.OkShare(killed.AddSeconds(3), DateTimeOffset.UtcNow) > 0.95, "the spool takes over while it has room");
        trial.Require(!before.Ends(killed, DateTimeOffset.UtcNow).Any(e => e.Code == TurnedDown), "nobody is turned down while the spool has room");
        volumes[0].Fill();
        var full = DateTimeOffset.UtcNow;
        trial.Say("the spool's volume is full");
        await trial.PassAsync(trial.Draw(8, 12));
        var back = DateTimeOffset.UtcNow;
        File.Delete(Path.Combine(volumes[0].Folder, "filler"));
        await postgres.StartAsync(trial.Cancel);
        await trial.PassAsync(8);
        var view = trial.Load!.View();
        var told = view.Ends(full, back).Count(e => e.Code == TurnedDown);
        var untold = view.Ends(full.AddSeconds(1), back).Count(e => e.Phase is Phase.Info && e.Code == "Unavailable");
        trial.Note($"{told} told to come again, and when");
        trial.Prove(told > 0, "nobody was turned down");
        trial.Require(untold == 0, $"who is turned down is told when to come again; {untold} were not");
        var seconds = view.SecondsToRecover(back);
        trial.Require(seconds < 15, $"submits recover within 15 s, not in {seconds:0.0} s");
    }

    internal override async Task CleanUpAsync(Trial trial)
    {
        foreach (var volume in volumes)
        {
            await volume.RemoveAsync();
        }
    }
}
