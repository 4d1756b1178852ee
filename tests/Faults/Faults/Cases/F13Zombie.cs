using Netralitas.Faults.Parts;
using Netralitas.Faults.Processes;

namespace Netralitas.Faults.Cases;

/// <summary>A process is stopped in the middle of a batch and wakes when another has long done its work.</summary>
internal sealed class F13Zombie : FaultCase
{
    private Service? second;

    internal override string Id => "F13";

    internal override string Title => "dispatcher paused past its session's end, a second one at work";

    internal override Task PrepareAsync(Trial trial)
    {
        second = trial.Suite.AddReplica(trial.Suite.Reports);
        return Task.CompletedTask;
    }

    internal override async Task RunAsync(Trial trial)
    {
        var zombie = trial.Suite.Reports;
        await trial.WarmUpAsync();
        var caught = await Waiting.IsSoAsync(async () => await CatchAsync(trial, zombie), TimeSpan.FromSeconds(30), trial.Cancel);
        trial.Prove(caught, "the dispatcher was never stopped in the middle of a batch");
        var paused = DateTimeOffset.UtcNow;
        trial.Say("a process of reports is stopped with a batch in its hands");
        // The database ends a transaction that stands idle after 60 s.
        await trial.PassAsync(trial.Draw(66, 72));
        zombie.Process.Continue();
        var view = trial.Load!.View();
        trial.Require(view.Ok(paused, DateTimeOffset.UtcNow) > 0, "submits go on while one of two processes is stopped");
        trial.Note($"{view.OkShare(paused.AddSeconds(1), DateTimeOffset.UtcNow):P0} of attempts acknowledged meanwhile");
        await trial.PassAsync(6);
        trial.Prove(trial.Suite.Postgres.Logged("idle-in-transaction timeout"), "the database ended no transaction of the stopped process");
    }

    // Stopped at the wrong moment it holds nothing; then it goes on and is tried again.
    private static async Task<bool> CatchAsync(Trial trial, Service zombie)
    {
        zombie.Process.Pause();
        await trial.PassAsync(0.05);
        if (await trial.Suite.Postgres.CountAsync("reports",
            $"select count(*) from pg_stat_activity where application_name = '{zombie.Name}' and state = 'idle in transaction' and query like '%outbox%'", trial.Cancel) > 0)
        {
            return true;
        }

        zombie.Process.Continue();
        await trial.PassAsync(trial.Draw(0, 0.3));
        return false;
    }
}
