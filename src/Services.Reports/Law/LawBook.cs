using Microsoft.EntityFrameworkCore;
using Netralitas.Elections;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Law;

/// <summary>The law as it is known: the published rows, and what central recorded since.</summary>
/// <remarks>
/// Revisions are only ever added, and their numbers have no gap, so whatever is read is whole. A case is always read with all that is committed at that moment, in every replica;
/// who only drafts a report is answered by what this process last read.
/// </remarks>
internal sealed class LawBook
{
    private volatile Edition edition = new(0, ElectionLaw.Published);

    /// <summary>As this process last read it.</summary>
    internal ElectionLaw Current => edition.Law;

    /// <summary>With all that is committed.</summary>
    internal async Task<ElectionLaw> ReadAsync(ReportsDb db, CancellationToken cancel)
    {
        var known = edition;
        var later = await db.LawRevisions.AsNoTracking().Where(revision => revision.Number > known.Number).OrderBy(revision => revision.Number).ToListAsync(cancel);
        if (later.Count == 0)
        {
            return known.Law;
        }

        var next = new Edition(later[^1].Number, later.Aggregate(known.Law, (law, revision) => revision.AddTo(law)));
        edition = next;
        return next.Law;
    }

    private sealed record Edition(int Number, ElectionLaw Law);
}
