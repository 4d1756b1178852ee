using Netralitas.Faults.Parts;
using Netralitas.Hostile.Tests.Standing;

namespace Netralitas.Faults.Wires;

/// <summary>Takes in what the services and the gateway export of themselves, so that the checker can look through it.</summary>
internal sealed class Telemetry : IAsyncDisposable
{
    private static readonly string[] Signals = ["trace", "metrics", "logs"];

    private readonly OtlpSink sink = new();

    private Telemetry()
    {
    }

    /// <summary>Starts it; services that are started afterwards export to it.</summary>
    internal static async Task<Telemetry> StartAsync(Suite suite)
    {
        var telemetry = new Telemetry();
        await telemetry.sink.StartAsync();
        foreach (var service in suite.Services.Append(suite.Gateway))
        {
            service.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = telemetry.sink.Address;
            service.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
            service.Environment["OTEL_METRIC_EXPORT_INTERVAL"] = "5000";
        }

        return telemetry;
    }

    /// <summary>Writes the exports down among the suite's data. Without any, nothing was looked at.</summary>
    internal void Keep(Trial trial)
    {
        var folder = Directory.CreateDirectory(Path.Combine(trial.Suite.Settings.Folder, "telemetry")).FullName;
        foreach (var signal in Signals)
        {
            var exports = sink.Of(signal);
            trial.Prove(exports.Count > 0, $"no {signal} was exported");
            using var file = File.Create(Path.Combine(folder, signal));
            foreach (var export in exports)
            {
                file.Write(export);
            }
        }
    }

    public ValueTask DisposeAsync() => sink.DisposeAsync();
}
