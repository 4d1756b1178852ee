using Microsoft.EntityFrameworkCore;
using Netralitas.Geography;
using Netralitas.Services.Reports.Law;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.FollowUp;

/// <summary>Reads who handles a case.</summary>
internal static class HandlingReading
{
    /// <summary>Who handles a case that has a row, under the law as it is known.</summary>
    internal static async Task<Handling> HandlingAsync(this ReportsDb db, LawBook law, Guid reportId, CancellationToken cancel)
    {
        var found = await db.Cases.Where(c => c.ReportId == reportId).Select(c => new { c.OfficeCode, c.Family }).SingleAsync(cancel);
        var registration = await db.Registrations.Where(r => r.ReportId == reportId).Select(r => new { r.Number, r.RegisteredAt }).SingleOrDefaultAsync(cancel);
        return new Handling(RegionCode.Parse(found.OfficeCode), found.Family, registration?.RegisteredAt, registration?.Number ?? "", await law.ReadAsync(db, cancel));
    }
}
