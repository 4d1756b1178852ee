using Netralitas.Faults.Parts;
using Netralitas.Faults.Wires;

namespace Netralitas.Faults.Cases;

/// <summary>What one part sends to another vanishes without a word, one way or both, between services and database, services and broker, gateway and service.</summary>
internal sealed class F09SilentCuts : FaultCase
{
    private Network? network;

    internal override string Id => "F9";

    internal override string Title => "silent cuts, one way and both ways";

    internal override string NeedsRoot => "it makes a network of its own";

    internal override async Task PrepareAsync(Trial trial)
    {
        var suite = trial.Suite;
        network = new Network(suite.Settings);
        await network.CreateAsync(trial.Cancel);
        foreach (var part in suite.All)
        {
            await network.AttachAsync(part, trial.Cancel);
        }

        suite.Broker.Mapper.Network = suite.Broker.Network;
    }

    internal override async Task RunAsync(Trial trial)
    {
        var suite = trial.Suite;
        await trial.WarmUpAsync();
        (Part From, Part To, bool BothWays, bool SubmitsGoOn)[] cuts =
        [
            (suite.Reports, suite.Postgres, true, true),
            (suite.Postgres, suite.Reports, false, true),
            (suite.Reports, suite.Broker, true, true),
            (suite.Broker, suite.Notifications, false, true),
            (suite.Notifications, suite.Postgres, true, true),
            (suite.Gateway, suite.Reports, true, false),
            (suite.Reports, suite.Gateway, false, false),
        ];
        trial.Random.Shuffle(cuts);
        foreach (var (from, to, bothWays, submitsGoOn) in cuts)
        {
            await CutAsync(trial, from, to, bothWays, submitsGoOn);
        }
    }

    internal override async Task CleanUpAsync(Trial trial)
    {
        if (network is not null)
        {
            await network.RemoveAsync(CancellationToken.None);
        }
    }

    private async Task CutAsync(Trial trial, Part from, Part to, bool bothWays, bool submitsGoOn)
    {
        var cut = DateTimeOffset.UtcNow;
        var name = $"{from.Name} {(bothWays ? "and" : "to")} {to.Name}";
        await network!.CutAsync(from, to, trial.Cancel);
        if (bothWays)
        {
            await network.CutAsync(to, from, trial.Cancel);
        }

        var seconds = trial.Draw(7, 12);
        trial.Say($"{name}: cut for {seconds:0} s");
        await trial.PassAsync(seconds);
        var healed = DateTimeOffset.UtcNow;
        await network.HealAsync(from, to, trial.Cancel);
        if (bothWays)
        {
            await network.HealAsync(to, from, trial.Cancel);
        }

        await trial.PassAsync(5);
        var view = trial.Load!.View();
        var share = view.OkShare(cut.AddSeconds(4), healed);
        if (submitsGoOn)
        {
            trial.Require(share > 0.9, $"submits go on without {name}: {share:P1} acknowledged");
        }
        else
        {
            trial.Prove(share < 0.5, $"nobody noticed that {name} was cut: {share:P1} acknowledged");
        }

        var recovered = view.SecondsToRecover(healed);
        trial.Note($"{name}: {share:P0}, back after {recovered:0.0} s");
        trial.Require(recovered < 15, $"submits recover within 15 s of {name}, not in {recovered:0.0} s");
    }
}
