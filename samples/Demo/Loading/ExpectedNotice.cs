using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Demo.Loading;

/// <summary>A notice that an office must have.</summary>
/// <param name="Office">Whose inbox.</param>
/// <param name="About">What it is about, for a person to read.</param>
/// <param name="Matches">Whether a notice is it.</param>
internal sealed record ExpectedNotice(BawasluOffice Office, string About, Predicate<Notice> Matches)
{
    /// <summary>A declaration and all its signatures are told to its region's office and the offices above.</summary>
    internal static IEnumerable<ExpectedNotice> Of(LoadedDeclaration declaration)
    {
        var signatures = declaration.Sample.Record?.Signatures.Count ?? 0;
        return declaration.Sample.Office.Line.Select(office => new ExpectedNotice(
            office,
            $"deklarasi '{declaration.Sample.Open.Title}' dengan {signatures} tanda tangan",
            notice => notice.Kind == NoticeKind.DeclarationHeld && notice.DeclarationId == declaration.Id && notice.Signatures == signatures));
    }

    /// <summary>A report is told to the office of its region and the offices above; its number stands in the notice's text, in groups as on the receipt.</summary>
    internal static IEnumerable<ExpectedNotice> Of(SubmitReportRequest report, SubmitReportResponse receipt) =>
        new BawasluOffice(report.RegionCode).Line.Select(office => new ExpectedNotice(
            office,
            $"laporan {receipt.Number}",
            notice => notice.Kind == NoticeKind.ReportReceived && notice.RegionCode == report.RegionCode
                && notice.Body.Contains(receipt.Number, StringComparison.Ordinal)));
}
