using System.Diagnostics.Metrics;

namespace Netralitas.Sequencer.Tests;

/// <summary>Reads gauges of this assembly's meters.</summary>
internal sealed class Gauges : IDisposable
{
    private readonly Dictionary<string, double> seen = [];
    private readonly MeterListener listener = new();

    internal Gauges()
    {
        listener.InstrumentPublished = (instrument, reader) =>
        {
            if (instrument.Meter.Name == Meters.Name && instrument.IsObservable)
            {
                reader.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => seen[instrument.Name] = value);
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => seen[instrument.Name] = value);
        listener.Start();
    }

    public void Dispose() => listener.Dispose();

    /// <param name="source">What has the gauge; named so that it is alive while it is read.</param>
    /// <param name="name">Name of the gauge.</param>
    internal double Read(object source, string name)
    {
        listener.RecordObservableInstruments();
        GC.KeepAlive(source);
        return seen[name];
    }
}
