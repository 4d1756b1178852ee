namespace Netralitas.Faults.Cases;

/// <summary>The broker is gone for minutes: nobody who submits may notice, and nothing may count against a message.</summary>
internal sealed class F04KilledBroker : FaultCase
{
    internal override string Id => "F4";

    internal override string Title => "kill -9 of the broker, down for five minutes";

    internal override bool IsShort => true;

    internal override LoadShape Shape => new() { Seconds = 300 };

    internal override async Task RunAsync(Trial trial)
    {
        var suite = trial.Suite;
        await trial.WarmUpAsync();
        await trial.PassAsync(trial.Draw(0, 3));
        var killed = DateTimeOffset.UtcNow;
        await suite.Broker.KillAsync();
        var seconds = trial.IsShort ? 12 : trial.Shape.Seconds;
        trial.Say($"the broker was killed; it stays dead for {seconds:0} s");
        await trial.PassAsync(seconds);
        var waiting = await suite.Postgres.CountAsync("reports", "select count(*) from messaging.outbox", trial.Cancel);
        var counted = await suite.Postgres.CountAsync("reports", "select count(*) from messaging.outbox where attempts > 0", trial.Cancel);
        var back = DateTimeOffset.UtcNow;
        var view = trial.Load!.View();
        trial.Note($"{waiting} events waited; p99 {view.Latency(0.99, killed, back):0} ms");
        trial.Prove(waiting > seconds * trial.Shape.Rate / 2, $"only {waiting} events waited for the broker");
        trial.Require(counted == 0, $"an outage counts against no message, it did against {counted}");
        trial.Require(view.OkShare(killed, back) > 0.98, $"submits are unaffected: {view.OkShare(killed, back):P1} acknowledged");
        await suite.Broker.StartAsync(trial.Cancel);
    }
}
