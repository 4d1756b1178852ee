using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.Services.Reports.Numbering;

namespace Netralitas.Services.Reports;

/// <summary>What a report is taken in as, and by which office and in which contest it is counted. Pure.</summary>
/// <param name="Kind">What it is taken in as.</param>
/// <param name="Office">Region of the office that counts it: the one that took it in, else that of the regency or city of the act, else of the province, else the whole country.</param>
/// <param name="Contest">Code of the contest; null when it is not known.</param>
internal sealed record Classification(ReportKind Kind, RegionCode Office, string? Contest)
{
    /// <summary>Of what a reporter sent, or an office took in.</summary>
    /// <param name="report">What was sent.</param>
    /// <param name="region">Place of the act; null when none that exists was given.</param>
    /// <param name="entry">The office's entry; null for what a reporter sent.</param>
    internal static Classification Of(SubmitReportRequest report, Region? region, OfficeEntry? entry) => Of(report, region, entry, ReporterFacts.Of(report.Reporter));

    /// <inheritdoc cref="Of(SubmitReportRequest, Region, OfficeEntry)"/>
    internal static Classification Of(SubmitReportRequest report, Region? region, OfficeEntry? entry, ReporterFacts reporter) => new(
        entry is null or { Kind: ReportKind.Unspecified } ? ReportKinds.Of(reporter) : entry.Kind,
        entry?.Region ?? region?.Code.Regency ?? region?.Code.Province ?? RegionCode.National,
        ContestCodes.Find(report.Contest)?.Code);

    /// <summary>Of a report as it is stored, for rows from before it was kept beside the content.</summary>
    /// <param name="content">The stored content, open.</param>
    internal static Classification OfStored(byte[] content)
    {
        var body = ReportBody.Read(content);
        return Of(body.Report, ReportContent.RegionOf(body.Report), body.Entry, body.Reporter);
    }
}
