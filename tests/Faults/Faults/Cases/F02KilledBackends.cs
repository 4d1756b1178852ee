using Netralitas.Faults.Processes;

namespace Netralitas.Faults.Cases;

/// <summary>Sessions of the database end under the services: told to, and killed, which makes the whole cluster recover.</summary>
internal sealed class F02KilledBackends : FaultCase
{
    internal override string Id => "F2";

    internal override string Title => "backends of PostgreSQL terminated and killed";

    internal override bool IsShort => true;

    internal override bool IsTraced => true;

    internal override async Task RunAsync(Trial trial)
    {
        var postgres = trial.Suite.Postgres;
        await trial.WarmUpAsync();
        long terminated = 0;
        for (var round = 0; round < (trial.IsShort ? 1 : 4); round++)
        {
            terminated += await postgres.CountAsync(
                "postgres", "select count(pg_terminate_backend(pid)) from pg_stat_activity where usename in ('reports', 'pledges', 'notifications')", trial.Cancel);
            await trial.PassAsync(trial.Draw(1, 4));
        }

        trial.Say($"{terminated} sessions were terminated");
        trial.Prove(terminated > 0, "no session was terminated");
        for (var round = 0; round < (trial.IsShort ? 1 : 3); round++)
        {
            await KillOneAsync(trial);
            await trial.PassAsync(trial.Draw(3, 6));
        }
    }

    private static async Task KillOneAsync(Trial trial)
    {
        var backend = await trial.Suite.Postgres.CountAsync(
            "postgres", "select pid from pg_stat_activity where usename = 'reports' order by random() limit 1", trial.Cancel);
        var killed = DateTimeOffset.UtcNow;
        ChildProcess.KillOther((int)backend);
        trial.Say("a backend was killed, and the cluster recovers");
        await Waiting.UntilAsync(() => trial.Suite.Postgres.IsReadyAsync(trial.Cancel), TimeSpan.FromSeconds(60), "PostgreSQL recovers", trial.Cancel);
        await trial.PassAsync(4);
        trial.Prove(trial.Suite.Postgres.Logged("was terminated by signal 9"), "PostgreSQL saw no backend killed");
        var share = trial.Load!.View().OkShare(killed, killed.AddSeconds(4));
        trial.Require(share > 0.8, $"submits fall to the spool, not to refusal, while the cluster recovers: {share:P1} acknowledged");
    }
}
