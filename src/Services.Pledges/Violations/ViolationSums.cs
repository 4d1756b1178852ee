using Microsoft.EntityFrameworkCore;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Violations;

/// <summary>Cases of one election in a region and below it, from sums that are kept.</summary>
/// <param name="ContestId">Stable name of the election; empty for cases of which no officer has said it.</param>
/// <param name="Registered">Reports and findings that were registered.</param>
/// <param name="Violations">Of these, in how many a plenary found a violation.</param>
internal sealed record ViolationSums(string ContestId, long Registered, long Violations)
{
    /// <summary>The sums of a region, in the order of their elections.</summary>
    internal static Task<List<ViolationSums>> OfAsync(PledgesDb db, string regionCode, CancellationToken cancel) => db.Database.SqlQuery<ViolationSums>(
        $"""
        select contest_id as "ContestId", registered as "Registered", violations as "Violations" from pledges.violation_counts
        where area = {regionCode} and (registered > 0 or violations > 0) order by contest_id
        """).ToListAsync(cancel);
}
