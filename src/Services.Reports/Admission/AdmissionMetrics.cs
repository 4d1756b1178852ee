using System.Diagnostics.Metrics;

namespace Netralitas.Services.Reports.Admission;

/// <summary>Figures of admission; meter <c>Netralitas.Reports</c>.</summary>
internal sealed class AdmissionMetrics
{
    private readonly Counter<long> admitted;
    private readonly Counter<long> turnedDown;
    private long depth;
    private long oldest;

    /// <summary>Makes the instruments.</summary>
    public AdmissionMetrics(IMeterFactory meters, TimeProvider clock)
    {
        var meter = meters.Create("Netralitas.Reports");
        admitted = meter.CreateCounter<long>("reports_admitted_total", "{report}", "Reports that were made safe, by place: database or spool.");
        turnedDown = meter.CreateCounter<long>("reports_turned_down_total", "{report}", "Reports that neither place took; their clients were told to send again.");
        meter.CreateObservableGauge("spool_depth", () => Volatile.Read(ref depth), "{report}", "Reports that wait in the spool.");
        meter.CreateObservableGauge("spool_oldest_seconds", () => Volatile.Read(ref oldest) is var since and > 0 ? (clock.GetUtcNow().ToUnixTimeMilliseconds() - since) / 1000.0 : 0, "s", "How long the oldest of them has waited.");
    }

    internal void Admitted(string place) => admitted.Add(1, new KeyValuePair<string, object?>("place", place));

    internal void TurnedDown() => turnedDown.Add(1);

    internal void Waiting(long reports, DateTimeOffset? since)
    {
        Volatile.Write(ref depth, reports);
        Volatile.Write(ref oldest, since?.ToUnixTimeMilliseconds() ?? 0);
    }
}
