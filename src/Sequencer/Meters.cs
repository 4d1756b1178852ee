using System.Diagnostics.Metrics;

namespace Netralitas.Sequencer;

/// <summary>What is counted where it happens; what is looked up now and then is in <see cref="LogSampler"/>.</summary>
internal static class Meters
{
    /// <summary>Name of the meter of everything in this assembly.</summary>
    internal const string Name = "Netralitas.Sequencer";

    private static readonly Meter Meter = new(Name);

    internal static readonly Counter<long> WitnessFailures = Meter.CreateCounter<long>("witness_failures_total", "{request}", "Times that a witness did not sign or answer within a second.");
}
