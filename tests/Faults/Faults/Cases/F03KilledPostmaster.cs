using Netralitas.Faults.Parts;
using Netralitas.Faults.Processes;

namespace Netralitas.Faults.Cases;

/// <summary>The database is gone for a while, and the service that spools meanwhile dies at each place where that hurts.</summary>
internal sealed class F03KilledPostmaster : FaultCase
{
    internal override string Id => "F3";

    internal override string Title => "kill -9 of the postmaster, down for a while";

    internal override bool IsShort => true;

    internal override async Task RunAsync(Trial trial)
    {
        await trial.WarmUpAsync();
        await DownAsync(trial, trial.IsShort ? trial.Draw(5, 8) : trial.Draw(15, 25));
        if (trial.IsShort)
        {
            return;
        }

        await trial.PassAsync(trial.Draw(2, 5));
        await DownWithCrashesAsync(trial);
        await trial.PassAsync(trial.Draw(2, 5));
        await DownAsync(trial, trial.Draw(0, 5));
    }

    private static async Task DownAsync(Trial trial, double seconds)
    {
        var postgres = trial.Suite.Postgres;
        var killed = DateTimeOffset.UtcNow;
        await postgres.KillAsync();
        trial.Say($"the postmaster was killed; it stays dead for {seconds:0.0} s");
        await trial.PassAsync(seconds);
        var back = DateTimeOffset.UtcNow;
        await postgres.StartAsync(trial.Cancel);
        await trial.PassAsync(3);
        var view = trial.Load!.View();
        if (seconds > 5)
        {
            // A submit that had begun may need its two seconds to find out.
            trial.Note($"{view.OkShare(killed.AddSeconds(3), back):P1} acknowledged without a database");
            trial.Require(view.OkShare(killed.AddSeconds(3), back) > 0.95, $"submits fall to the spool, not to refusal: {view.OkShare(killed.AddSeconds(3), back):P1} acknowledged");
            trial.Prove(trial.Suite.Reports.Logged("Spooled"), "no report went to the spool");
        }
    }

    private static async Task DownWithCrashesAsync(Trial trial)
    {
        var (postgres, reports) = (trial.Suite.Postgres, trial.Suite.Reports);
        await postgres.KillAsync();
        trial.Say("the postmaster was killed; reports dies while it spools");
        string[] failpoints = ["spool.after_write_before_fsync", "spool.after_fsync_before_reply"];
        trial.Random.Shuffle(failpoints);
        foreach (var failpoint in failpoints)
        {
            await trial.DieAtAsync(reports, failpoint, trial.Random.Next(1, 40));
            await trial.PassAsync(3);
        }

        await DieWhileDrainingAsync(trial, postgres, reports);
    }

    private static async Task DieWhileDrainingAsync(Trial trial, Postgres postgres, Service reports)
    {
        const string Failpoint = "drain.after_commit_before_delete";
        await reports.KillAsync();
        // Once for each batch, and the first may be the only one.
        await reports.StartArmedAsync(Failpoint, nth: 1, trial.Cancel);
        await trial.PassAsync(3);
        await postgres.StartAsync(trial.Cancel);
        var died = await Waiting.IsSoAsync(() => Task.FromResult(!reports.IsRunning), TimeSpan.FromSeconds(20), trial.Cancel);
        trial.Say($"reports {(died ? "died" : "did not die")} at {Failpoint}");
        trial.Prove(died && reports.Logged($"NETRALITAS_CRASH_AT {Failpoint}"), $"reports never reached {Failpoint}");
        await reports.KillAsync();
        await reports.StartAsync(trial.Cancel);
    }
}
