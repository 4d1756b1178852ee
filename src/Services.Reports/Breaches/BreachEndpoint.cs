using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.DataProtection;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.DataClocks;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Breaches;

/// <summary>Breaches on the record. One file for each RPC.</summary>
internal sealed partial class BreachEndpoint(ReportsDb db, RequestLedger ledger, DataClockBook clocks, TimeProvider clock) : BreachService.BreachServiceBase
{
    private const int LongestText = 5000;
    private const int LongestWay = 200;
    private const int LongestDocument = 100;
    private const int LongestCategory = 100;
    private const int MostCategories = 50;
    private const int MostReports = 1000;

    /// <exception cref="RefusalException">BREACH_UNKNOWN.</exception>
    private async Task<DataBreach> FindAsync(string id, CancellationToken cancel) =>
        (Guid.TryParse(id, out var wanted) ? await db.Breaches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == wanted, cancel) : null) ?? throw BreachRefusals.BreachUnknown();

    private static FieldFault? TextFault(string field, string text, int longest) =>
        ReportWords.Any(text) && text.Length <= longest ? null : new FieldFault(field, $"Isi dengan 1 sampai {longest} karakter, tanpa nama orang.");

    private static BreachAudience AudienceOf(DataTermSubject subject) => subject == DataTermSubject.BreachToPersons ? BreachAudience.Persons : BreachAudience.Authority;
}
