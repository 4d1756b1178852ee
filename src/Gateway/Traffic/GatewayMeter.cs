using System.Diagnostics.Metrics;

namespace Netralitas.Gateway.Traffic;

/// <summary>What the gateway counts; nothing of it tells callers apart.</summary>
internal static class GatewayMeter
{
    private static readonly Meter Meter = new("Netralitas.Gateway");

    /// <summary>Seconds that calls of report intake waited for a place; those that found one at once are not counted.</summary>
    internal static readonly Histogram<double> Waited = Meter.CreateHistogram<double>("gateway_waited_seconds", "s", "Waits of calls of report intake for a place; those that found one at once are not counted.");

    /// <summary>Calls of report intake that were told to come again, for no memory, or no time to be answered, was left.</summary>
    internal static readonly Counter<long> TurnedAway = Meter.CreateCounter<long>("gateway_turned_away_total", "{call}", "Calls of report intake that were told to come again, for no memory, or no time to be answered, was left.");

    /// <summary>Calls over an ordinary limit.</summary>
    internal static readonly Counter<long> Limited = Meter.CreateCounter<long>("gateway_limited_total", "{call}", "Calls over an ordinary limit.");

    /// <summary>Calls that were sent again.</summary>
    internal static readonly Counter<long> Repeats = Meter.CreateCounter<long>("gateway_repeats_total", "{call}", "Calls that were sent again.");

    /// <summary>Calls that broke on their way to a service, those among them whose caller gave up.</summary>
    internal static readonly Counter<long> Broken = Meter.CreateCounter<long>("gateway_broken_total", "{call}", "Calls that broke on their way to a service, by error of the proxy; those of callers who gave up are cancelled.");

    /// <summary>Shows how many wait.</summary>
    internal static void Watch(FairQueue intake, FairQueue uploads) => Meter.CreateObservableGauge("gateway_waiting", () => WaitingOf(intake, uploads), "{call}", "Calls of report intake that wait for a place, by lane.");

    private static IEnumerable<Measurement<int>> WaitingOf(FairQueue intake, FairQueue uploads) =>
    [
        new(intake.Waiting, new KeyValuePair<string, object?>("lane", "intake")),
        new(uploads.Waiting, new KeyValuePair<string, object?>("lane", "uploads")),
    ];
}
