using Netralitas.Faults.History;
using Netralitas.Faults.Wires;

namespace Netralitas.Faults.Cases;

/// <summary>Every client sends the same five times at once, and answers get lost on their way.</summary>
internal sealed class F17Retries : FaultCase
{
    private readonly List<TcpProxy> wires = [];

    internal override string Id => "F17";

    internal override string Title => "the same request five times at once, replies dropped";

    internal override bool IsShort => true;

    internal override LoadShape Shape => new() { Seconds = 45, Copies = 5, Rate = 40, Abandon = 0.1 };

    internal override Task PrepareAsync(Trial trial)
    {
        wires.Clear();
        wires.Add(new TcpProxy(trial.Suite.Gateway.Host, trial.Suite.Gateway.Port));
        trial.Suite.ClientAddress = $"http://127.0.0.1:{wires[0].Port}";
        return Task.CompletedTask;
    }

    internal override async Task RunAsync(Trial trial)
    {
        var wire = wires[0];
        await trial.WarmUpAsync();
        var cut = 0;
        var ends = DateTimeOffset.UtcNow.AddSeconds(trial.IsShort ? 14 : trial.Shape.Seconds);
        while (DateTimeOffset.UtcNow < ends)
        {
            wire.SwallowsReplies = true;
            await trial.PassAsync(trial.Draw(0.1, 0.8));
            cut += wire.Reset();
            wire.SwallowsReplies = false;
            await trial.PassAsync(trial.Draw(1, 3));
        }

        trial.Say($"{cut} connections lost their answers and were reset");
        var view = trial.Load!.View();
        trial.Note($"{cut} connections reset");
        trial.Prove(cut > 0 && view.Of(Phase.Info) > 0, $"{cut} connections were reset, {view.Of(Phase.Info)} attempts were left without an answer");
    }

    internal override async Task CleanUpAsync(Trial trial)
    {
        foreach (var wire in wires)
        {
            await wire.DisposeAsync();
        }
    }
}
