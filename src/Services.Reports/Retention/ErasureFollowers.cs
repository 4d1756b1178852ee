using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Retention;

/// <summary>The one place at which is said what else happens when a report is erased.</summary>
internal sealed class ErasureFollowers(ReportsDb db)
{
    /// <summary>Queues that a report is erased, in the transaction that erases it. Whatever else keeps something of a report has it removed here, in the same transaction.</summary>
    internal async Task AfterErasureAsync(CaseErasureEnd end, CancellationToken cancel)
    {
        var erased = await db.Cases.Where(c => c.ReportId == end.ReportId)
            .Join(db.Reports, c => c.ReportId, r => r.Id, (c, r) => new { c.Version, c.OfficeCode, r.Number, r.RegionCode }).SingleAsync(cancel);
        await db.EnqueueAsync(
            new ReportErased
            {
                ReportId = end.ReportId,
                // No step follows that would have this version.
                Version = erased.Version + 1,
                Number = erased.Number,
                OfficeCode = erased.OfficeCode,
                RegionCode = erased.RegionCode,
                ErasedAt = end.ErasedAt,
            },
            end.ReportId, erased.Version + 1, cancel);
    }
}
