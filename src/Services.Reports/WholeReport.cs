using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;

namespace Netralitas.Services.Reports;

/// <summary>A report with all that was added to it. Pure.</summary>
/// <param name="Report">Fields that were added take the place of those before, lists are joined.</param>
/// <param name="Entry">The last entry of an office; null when none has one.</param>
/// <param name="Reporter">What the law asks of who reports; who it is stands nowhere here.</param>
internal sealed record WholeReport(SubmitReportRequest Report, OfficeEntry? Entry, ReporterFacts Reporter)
{
    /// <summary>When the report was handed over on paper, where the office that took it in first told that.</summary>
    internal DateTimeOffset? HandedOverAt { get; private init; }

    /// <summary>Place of the act; null when none that exists was given.</summary>
    internal Region? Region { get; } = ReportContent.RegionOf(Report);

    /// <summary>What the whole is, and where it is counted.</summary>
    internal Classification Classification => Classification.Of(Report, Region, Entry, Reporter);

    /// <summary>The whole of stored contents, open, in their order.</summary>
    internal static WholeReport Of(byte[] first, IEnumerable<byte[]> additions)
    {
        var (entry, report, reporter) = ReportBody.Read(first);
        return additions.Aggregate(new WholeReport(report, entry, reporter) { HandedOverAt = entry?.HandedOverAt }, (whole, addition) => whole.With(addition));
    }

    /// <summary>The whole with one more addition.</summary>
    internal WholeReport With(byte[] addition)
    {
        var (entry, added, reporter) = ReportBody.Read(addition);
        var report = Report.Clone();
        report.MergeFrom(added);
        return new WholeReport(report, entry ?? Entry, Reporter.With(reporter)) { HandedOverAt = HandedOverAt };
    }
}
