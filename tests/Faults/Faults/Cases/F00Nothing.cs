namespace Netralitas.Faults.Cases;

/// <summary>No fault: what the others are compared with.</summary>
internal sealed class F00Nothing : FaultCase
{
    internal override string Id => "F0";

    internal override string Title => "no fault";

    internal override LoadShape Shape => new() { Seconds = 30 };

    internal override async Task RunAsync(Trial trial)
    {
        var from = DateTimeOffset.UtcNow.AddSeconds(2);
        await trial.PassAsync(trial.Shape.Seconds);
        trial.Require(trial.Load!.View().OkShare(from, DateTimeOffset.UtcNow) > 0.999, "without a fault, all is acknowledged");
    }
}
