using Microsoft.EntityFrameworkCore;
using Netralitas.Elections.Contests;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Law;

/// <summary>Contests and stages as they are known here: the published rows, and what central put on record in the reports service since.</summary>
/// <remarks>
/// Law: dates and contests are changed by the KPU and the Constitutional Court [LAW-STG-07]. Events may come twice and in any order: what is known ends where one is missing, and goes on when that one came.
/// Every answer is given with all that is committed here at that moment, in every replica.
/// </remarks>
internal sealed class ElectionBook
{
    private volatile Edition edition = new(0, ElectionSchedule.Published);

    /// <summary>With all that came up to the first that did not.</summary>
    internal async Task<ElectionSchedule> ReadAsync(PledgesDb db, CancellationToken cancel)
    {
        var known = edition;
        var later = await db.Database.SqlQuery<ElectionRevision>(
            $"""select version as "Version", event as "Event", facts::text as "Facts" from pledges.election_revisions where version > {known.Version} order by version""").ToListAsync(cancel);
        var next = later.Aggregate(known, (so, revision) => revision.Version == so.Version + 1 ? new Edition(revision.Version, revision.AddTo(so.Schedule)) : so);
        edition = next;
        return next.Schedule;
    }

    private sealed record Edition(int Version, ElectionSchedule Schedule);
}
