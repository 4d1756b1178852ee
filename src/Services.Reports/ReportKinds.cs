using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports;

/// <summary>What a report is taken in as. Pure.</summary>
internal static class ReportKinds
{
    // What people write who do not want to be named. Whoever bears such a name is asked by an officer, as anyone whose report is no laporan yet.
    private static readonly HashSet<string> NoNames =
        new(["anonim", "anonymous", "hamba allah", "tanpa nama", "rahasia", "dirahasiakan", "tidak disebutkan"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The kind of what a reporter sent: <see cref="ReportKind.Laporan"/> with name and address, else <see cref="ReportKind.InformasiAwal"/>.</summary>
    /// <remarks>Law: name and address are a formal requirement [LAW-REP-01]; a report that fails the formal requirements, or is anonymous, is informasi awal [LAW-REP-03].</remarks>
    internal static ReportKind Of(SubmitReportRequest report) => IsIdentified(report.Reporter) ? ReportKind.Laporan : ReportKind.InformasiAwal;

    /// <summary>Whether a reporter gives a name and an address.</summary>
    internal static bool IsIdentified(Reporter? reporter) =>
        reporter is not null && ReportWords.Any(reporter.Name) && !NoNames.Contains(reporter.Name.Trim()) && ReportWords.Any(reporter.Address);

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
