using Netralitas.Faults.Wires;
using Npgsql;

namespace Netralitas.Faults.Cases;

/// <summary>The database answers, but late; and then a table is locked by somebody else.</summary>
internal sealed class F08SlowDatabase : FaultCase
{
    private readonly List<TcpProxy> wires = [];

    internal override string Id => "F8";

    internal override string Title => "slow database, locked table";

    internal override bool IsShort => true;

    internal override Task PrepareAsync(Trial trial)
    {
        wires.Clear();
        foreach (var service in trial.Suite.Services)
        {
            var wire = new TcpProxy(trial.Suite.Postgres.Host, trial.Suite.Postgres.Port);
            wires.Add(wire);
            trial.Suite.Detour(service, trial.Suite.Postgres, "127.0.0.1", wire.Port);
        }

        return Task.CompletedTask;
    }

    internal override async Task RunAsync(Trial trial)
    {
        await trial.WarmUpAsync();
        double[] delays = trial.IsShort ? [trial.Draw(0.2, 1)] : [0.2, trial.Draw(0.5, 2), 5];
        foreach (var delay in delays)
        {
            await SlowAsync(trial, delay, trial.IsShort ? 6 : 12);
        }

        await LockAsync(trial, trial.IsShort ? 5 : 12);
    }

    internal override async Task CleanUpAsync(Trial trial)
    {
        foreach (var wire in wires)
        {
            await wire.DisposeAsync();
        }
    }

    private async Task SlowAsync(Trial trial, double delay, double seconds)
    {
        var from = DateTimeOffset.UtcNow;
        wires.ForEach(wire => wire.Delay = TimeSpan.FromSeconds(delay));
        trial.Say($"each statement takes {delay:0.0} s longer");
        await AliveAsync(trial, seconds);
        wires.ForEach(wire => wire.Delay = TimeSpan.Zero);
        var view = trial.Load!.View();
        var p50 = view.Latency(0.5, from.AddSeconds(1), DateTimeOffset.UtcNow);
        trial.Note($"+{delay * 1000:0} ms: p50 {p50:0}, p99 {view.Latency(0.99, from.AddSeconds(1), DateTimeOffset.UtcNow):0} ms");
        trial.Prove(p50 > delay * 1000 || trial.Suite.Reports.Logged("Spooled"), $"nobody noticed {delay:0.0} s a statement");
        var share = view.OkShare(from.AddSeconds(3), DateTimeOffset.UtcNow);
        trial.Require(share > 0.9, $"submits go on with {delay:0.0} s a statement: {share:P1} acknowledged");
        await trial.PassAsync(3);
    }

    private static async Task LockAsync(Trial trial, double seconds)
    {
        var from = DateTimeOffset.UtcNow;
        await using var connection = new NpgsqlConnection(trial.Suite.Postgres.ConnectionTo("reports"));
        await connection.OpenAsync(trial.Cancel);
        await using var transaction = await connection.BeginTransactionAsync(trial.Cancel);
        await using (var command = new NpgsqlCommand("lock table reports.reports in access exclusive mode", connection, transaction))
        {
            await command.ExecuteNonQueryAsync(trial.Cancel);
        }

        trial.Say("the table of reports is locked by another session");
        await AliveAsync(trial, seconds);
        var waiting = await trial.Suite.Postgres.CountAsync("reports", "select count(*) from pg_stat_activity where wait_event_type = 'Lock'", trial.Cancel);
        await transaction.RollbackAsync(trial.Cancel);
        var view = trial.Load!.View();
        trial.Prove(waiting > 0 || trial.Suite.Reports.Logged("Spooled"), "nobody waited for the lock");
        var share = view.OkShare(from.AddSeconds(4), DateTimeOffset.UtcNow);
        trial.Note($"locked: p99 {view.Latency(0.99, from, DateTimeOffset.UtcNow):0} ms");
        trial.Require(share > 0.9, $"submits go on while the table is locked: {share:P1} acknowledged");
    }

    // A process whose threads all wait answers nobody.
    private static async Task AliveAsync(Trial trial, double seconds)
    {
        var ends = DateTimeOffset.UtcNow.AddSeconds(seconds);
        while (DateTimeOffset.UtcNow < ends)
        {
            foreach (var service in trial.Suite.Services)
            {
                trial.Require(await service.IsReadyAsync(trial.Cancel), $"{service.Name} answers its probe within 2 s");
            }

            await trial.PassAsync(0.5);
        }
    }
}
