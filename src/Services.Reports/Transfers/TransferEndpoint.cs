using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Law;
using Netralitas.Services.Reports.Numbering;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Transfers;

/// <summary>How cases change hands. One file for each RPC.</summary>
internal sealed partial class TransferEndpoint(ReportsDb db, CaseFiles cases, CaseSteps steps, Registrations registrations, LawBook law, TransferOptions options) : TransferService.TransferServiceBase
{
    private const int LongestReason = 2000;
    private const int LongestDocument = 200;

    private static IEnumerable<FieldFault> FaultsOf(string reason, EvidenceDocument? document, DateOnly today) => FaultsOf(reason).Concat(FaultsOf(document, today));

    private static IEnumerable<FieldFault> FaultsOf(string reason)
    {
        if (!ReportWords.Any(reason) || reason.Length > LongestReason)
        {
            yield return new FieldFault("reason", $"Isi dengan 1 sampai {LongestReason} karakter.");
        }
    }

    private static IEnumerable<FieldFault> FaultsOf(EvidenceDocument? document, DateOnly today)
    {
        if (document is null || !ReportWords.Any(document.Number) || document.Number.Length > LongestDocument)
        {
            yield return new FieldFault("document.number", $"Isi dengan nomor surat, paling panjang {LongestDocument} karakter.");
        }

        if (document is null || FilingTime.DayOf(document.DatedOn) is not { } day || day > today)
        {
            yield return new FieldFault("document.dated_on", "Isi dengan tanggal surat yang sudah lewat, misalnya 2024-10-05.");
        }
    }

    private static DateOnly Today(RegionCode office, DateTimeOffset now) => RegionDirectory.TimeZoneOf(office).LocalDate(now);

    private static void Require(IReadOnlyList<FieldFault> faults)
    {
        if (faults.Count > 0)
        {
            throw TransferRefusals.TransferInvalid(faults);
        }
    }
}
