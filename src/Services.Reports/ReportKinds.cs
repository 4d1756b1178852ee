using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports;

/// <summary>What a report is taken in as. Pure.</summary>
internal static class ReportKinds
{
    /// <summary>The kind of what a reporter sent: <see cref="ReportKind.Laporan"/> with name and address, else <see cref="ReportKind.InformasiAwal"/>.</summary>
    /// <remarks>Law: name and address are a formal requirement [LAW-REP-01]; a report that fails the formal requirements, or is anonymous, is informasi awal [LAW-REP-03].</remarks>
    internal static ReportKind Of(SubmitReportRequest report) => Of(ReporterFacts.Of(report.Reporter));

    /// <inheritdoc cref="Of(SubmitReportRequest)"/>
    internal static ReportKind Of(ReporterFacts reporter) => reporter.IsIdentified ? ReportKind.Laporan : ReportKind.InformasiAwal;

    /// <summary>Whether what offices are told of a report is held until a window is over: what was taken in as <see cref="ReportKind.InformasiAwal"/>, an anonymous or confidential tip, also when its author is named later.</summary>
    /// <param name="takenInAs">What it was taken in as; null in rows from before kinds were kept, which are held.</param>
    internal static bool IsConfidential(ReportKind? takenInAs) => takenInAs is null or ReportKind.InformasiAwal;

    /// <summary>A kind as people read it.</summary>
    internal static string Words(ReportKind kind) => kind switch
    {
        ReportKind.Laporan => "Laporan",
        ReportKind.InformasiAwal => "Informasi awal",
        ReportKind.Temuan => "Temuan",
        ReportKind.Lhp => "Laporan hasil pengawasan",
        ReportKind.Unspecified => throw new InvalidOperationException("A stored report has a kind."),
    };
}
