using System.Diagnostics.Metrics;

namespace Netralitas.Services.Reports.Numbering;

/// <summary>Figures of numbering; meter <c>Netralitas.Reports</c>.</summary>
internal sealed class NumberingMetrics
{
    private readonly Counter<long> setAside;

    /// <summary>Makes the instruments.</summary>
    public NumberingMetrics(IMeterFactory meters) =>
        setAside = meters.Create("Netralitas.Reports").CreateCounter<long>("reports_number_set_aside_total", "{report}", "Reports that could not be read and got no official number; each needs somebody to look.");

    internal void SetAside() => setAside.Add(1);
}
