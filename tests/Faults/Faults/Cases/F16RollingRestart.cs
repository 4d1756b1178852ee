using Netralitas.Faults.Parts;

namespace Netralitas.Faults.Cases;

/// <summary>Two processes of each service on the same work, restarted one after the other.</summary>
internal sealed class F16RollingRestart : FaultCase
{
    internal override string Id => "F16";

    internal override string Title => "two replicas each, rolling restart";

    internal override Task PrepareAsync(Trial trial)
    {
        foreach (var service in (Service[])[trial.Suite.Reports, trial.Suite.Notifications])
        {
            trial.Suite.AddReplica(service);
        }

        return Task.CompletedTask;
    }

    internal override async Task RunAsync(Trial trial)
    {
        var suite = trial.Suite;
        await trial.WarmUpAsync();
        await trial.PassAsync(4);
        foreach (var name in (string[])["reports", "notifications"])
        {
            var atWork = await suite.Postgres.CountAsync(name, $"select count(distinct application_name) from pg_stat_activity where usename = '{name}'", trial.Cancel);
            trial.Prove(atWork == 2, $"{atWork} processes of {name} were at work, not two");
        }

        var from = DateTimeOffset.UtcNow;
        foreach (var service in suite.Services.Where(s => s != suite.Pledges).ToList())
        {
            service.Process.Terminate();
            await service.Process.WaitAsync(trial.Cancel);
            await trial.PassAsync(trial.Draw(0, 2));
            await service.StartAsync(trial.Cancel);
            trial.Say($"{service.Name} was restarted");
            await trial.PassAsync(trial.Draw(2, 4));
        }

        var view = trial.Load!.View();
        trial.Note($"{view.OkShare(from, DateTimeOffset.UtcNow):P1} of attempts acknowledged");
        trial.Require(view.OkShare(from, DateTimeOffset.UtcNow) > 0.8, $"submits go on while one of two is restarted: {view.OkShare(from, DateTimeOffset.UtcNow):P1} acknowledged");
    }
}
