using System.Diagnostics.Metrics;

namespace Netralitas.Services.Reports.Reconciliation;

/// <summary>Figures of anti-entropy; meter <c>Netralitas.AntiEntropy</c>. Each of them stays at zero while everything else works.</summary>
internal sealed class AntiEntropyMetrics
{
    private readonly Counter<long> fixedReports;
    private readonly Counter<long> unknown;

    /// <summary>Makes the instruments.</summary>
    public AntiEntropyMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Netralitas.AntiEntropy");
        fixedReports = meter.CreateCounter<long>("anti_entropy_fixed_total", "{report}", "Reports that were told of again, by cause: never_queued or no_notice.");
        unknown = meter.CreateCounter<long>("anti_entropy_unknown_total", "{report}", "Reports that were told of and that the database of reports does not have.");
    }

    internal void Fixed(int reports, string cause) => fixedReports.Add(reports, new KeyValuePair<string, object?>("cause", cause));

    internal void Unknown(int reports) => unknown.Add(reports);
}
