using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Milestones;

/// <summary>Which text a scope of the coverage is about. Texts never change, so what was found stays. Safe to call from several threads.</summary>
internal sealed class PledgeScopes
{
    private readonly ConcurrentDictionary<Guid, ScopeText> known = [];

    /// <summary>The text of a scope.</summary>
    /// <exception cref="InvalidOperationException">No declaration has the scope: nothing can have been pledged under it.</exception>
    internal async Task<ScopeText> FindAsync(PledgesDb db, Guid pledgeScope, CancellationToken cancel)
    {
        if (known.TryGetValue(pledgeScope, out var found))
        {
            return found;
        }

        var all = await db.Database.SqlQuery<Pledged>(
            $"""
            select t.id as "TextId", t.title as "Title", d.contests as "Contests" from pledges.declarations d join pledges.pledge_texts t on t.id = d.pledge_text_id group by 1, 2, 3
            """).ToListAsync(cancel);
        foreach (var each in all)
        {
            known[PledgeScope.Of(each.TextId, each.Contests)] = new ScopeText(each.TextId, each.Title);
        }

        return known.TryGetValue(pledgeScope, out found) ? found : throw new InvalidOperationException($"No declaration has the scope {pledgeScope}.");
    }

    private sealed record Pledged(Guid TextId, string Title, string[] Contests);
}

/// <summary>The text of a scope.</summary>
/// <param name="TextId">Its id.</param>
/// <param name="Title">Its title.</param>
internal sealed record ScopeText(Guid TextId, string Title);
