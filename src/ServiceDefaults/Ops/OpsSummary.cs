using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Netralitas.ServiceDefaults.Ops;

/// <summary>What the meters of this process say at one moment, for whoever has no metrics system at hand. Numbers only: no meter knows a person.</summary>
public sealed class OpsSummary : IDisposable
{
    private const string Ours = "Netralitas.";

    // One long list in a tag would be one long answer; no other figure gives way to it.
    private const int MostTags = 100;

    private readonly ConcurrentDictionary<(string Name, string Tags), double> counted = new();
    private readonly Dictionary<(string Name, string Tags), double> observed = [];
    private readonly MeterListener listener = new();
    private readonly Lock gate = new();

    /// <summary>Begins to listen; what was counted before is not known.</summary>
    public OpsSummary()
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name.StartsWith(Ours, StringComparison.Ordinal) && !IsHistogram(instrument))
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.Start();
    }

    /// <summary>Each figure by name and tags, and the alarms that they raise.</summary>
    /// <param name="name">Of the process.</param>
    public OpsPart Read(string name)
    {
        lock (gate)
        {
            observed.Clear();
            listener.RecordObservableInstruments();
            List<OpsFigure> figures = [.. counted.Concat(observed).OrderBy(each => each.Key.Name, StringComparer.Ordinal).ThenBy(each => each.Key.Tags, StringComparer.Ordinal)
                .Select(each => new OpsFigure(each.Key.Name, each.Key.Tags.Length == 0 ? null : each.Key.Tags, each.Value))];
            return new OpsPart(name, OpsStates.Up, figures, [.. OpsAlarms.Of(figures)]);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();

    private static bool IsHistogram(Instrument instrument) => instrument is Histogram<double> or Histogram<long> or Histogram<int>;

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = (instrument.Name, string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")));
        if (instrument.IsObservable)
        {
            // Asked for by Read alone. JSON has no word for what has no end.
            observed[key] = double.IsFinite(value) ? value : double.MaxValue;
        }
        else if (counted.ContainsKey(key) || counted.Keys.Count(each => each.Name == instrument.Name) < MostTags)
        {
            counted.AddOrUpdate(key, value, (_, before) => before + value);
        }
    }
}

/// <summary>What a process answers of itself.</summary>
/// <param name="Service">Name of the process.</param>
/// <param name="State">One of <see cref="OpsStates"/>.</param>
/// <param name="Figures">What its meters say.</param>
/// <param name="Alarms">What of it asks for somebody.</param>
public sealed record OpsPart(string Service, string State, IReadOnlyList<OpsFigure> Figures, IReadOnlyList<OpsAlarm> Alarms);

/// <summary>One figure.</summary>
/// <param name="Name">Of the meter's instrument: docs/metrics.md.</param>
/// <param name="Tags">What it is told apart by; null for the only one.</param>
/// <param name="Value">Of counters what was counted since the process began.</param>
public sealed record OpsFigure(string Name, string? Tags, double Value);

/// <summary>Something that asks for somebody.</summary>
/// <param name="Level">One of <see cref="OpsLevels"/>.</param>
/// <param name="Figure">Whose figure raises it; <c>service</c> for a process that does not answer.</param>
/// <param name="Value">The figure.</param>
/// <param name="Message">What is wrong, in Indonesian.</param>
/// <param name="Runbook">What to do, as a place in the documentation.</param>
public sealed record OpsAlarm(string Level, string Figure, double Value, string Message, string Runbook);

/// <summary>How a process is.</summary>
public static class OpsStates
{
    /// <summary>It answers.</summary>
    public const string Up = "up";

    /// <summary>It does not answer.</summary>
    public const string Down = "down";
}

/// <summary>How soon somebody has to look.</summary>
public static class OpsLevels
{
    /// <summary>In working hours.</summary>
    public const string Warning = "warning";

    /// <summary>Now.</summary>
    public const string Critical = "critical";
}
