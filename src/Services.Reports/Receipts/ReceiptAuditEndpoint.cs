using System.Globalization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Sequencer;
using Netralitas.ServiceDefaults;
using Npgsql;

namespace Netralitas.Services.Reports.Receipts;

/// <summary>What auditors need to count the reports in the public log. One file for each RPC.</summary>
internal sealed partial class ReceiptAuditEndpoint(NpgsqlDataSource source, DummyExport export) : ReceiptAuditService.ReceiptAuditServiceBase
{
    /// <returns>The day; null after adding what is wrong with it.</returns>
    private static DateOnly? Day(string field, string text, List<FieldFault> faults)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        faults.Add(new FieldFault(field, "Isi dengan tanggal UTC, misalnya 2026-11-21."));
        return null;
    }
}
