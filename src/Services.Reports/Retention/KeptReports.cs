using Microsoft.EntityFrameworkCore;
using Netralitas.Cryptography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Retention;

/// <summary>Which reports there still are to read.</summary>
internal static class KeptReports
{
    /// <summary>Reports whose erasure was not begun. Whoever finds a report by its number finds it here.</summary>
    internal static IQueryable<Report> Kept(this ReportsDb db) => db.Reports.Where(r => !db.CaseErasures.Any(erasure => erasure.ReportId == r.Id));

    /// <summary>Whether a hold keeps a report, on itself or on one that is joined with it.</summary>
    internal static Task<bool> IsHeldAsync(this ReportsDb db, Guid reportId, CancellationToken cancel) =>
        db.Database.SqlQuery<bool>($"""select reports.is_held({reportId}) as "Value" """).SingleAsync(cancel);

    /// <summary>The report of a public number, and the region of the office that handles it. Needs no key.</summary>
    /// <returns>Null when there is none, also when it is erased.</returns>
    internal static async Task<(Guid Id, string OfficeCode)?> ReportOfAsync(this ReportsDb db, string number, CancellationToken cancel)
    {
        var wanted = Crockford.TryRead(number, ReportCodes.NumberLength, out var read) ? read : "";
        var report = await db.Kept().Where(r => r.Number == wanted)
            .Select(r => new
            {
                r.Id,
                r.OfficeCode,
                Added = db.Additions.Where(a => a.ReportId == r.Id).OrderByDescending(a => a.Version).Select(a => a.OfficeCode).FirstOrDefault(),
                Handling = db.Cases.Where(c => c.ReportId == r.Id).Select(c => c.OfficeCode).SingleOrDefault(),
            })
            .SingleOrDefaultAsync(cancel);
        return report is null ? null : (report.Id, report.Handling ?? report.Added ?? report.OfficeCode ?? Office.CentralBawaslu.Code);
    }
}
