using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Retention;

/// <summary>How long cases are kept, holds, and what was erased. One file for each RPC.</summary>
internal sealed partial class RetentionEndpoint(ReportsDb db, DueCases due, RequestLedger ledger, TimeProvider clock) : RetentionService.RetentionServiceBase
{
    private const int LongestReason = 1000;
    private const int LongestDocument = 100;

    private static bool IsTheirs(Caller caller, string officeCode) => caller.Office.Kind == Office.CentralBawaslu.Kind && caller.Office.Covers(officeCode);

    private static IEnumerable<FieldFault> ReasonFaults(string reason)
    {
        if (!ReportWords.Any(reason) || reason.Length > LongestReason)
        {
            yield return new FieldFault("reason", $"Tuliskan alasannya, 1 sampai {LongestReason} karakter, tanpa nama orang.");
        }
    }

    // Another region's is answered like none.
    private async Task<(Guid Id, string Office)> ReportOfAsync(string number, Caller caller, CancellationToken cancel)
    {
        var report = await db.ReportOfAsync(number, cancel);
        return report is { } found && IsTheirs(caller, found.OfficeCode) ? (found.Id, found.OfficeCode) : throw ReportRefusals.ReportUnknown();
    }
}
