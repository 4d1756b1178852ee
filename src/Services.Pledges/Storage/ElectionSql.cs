using Microsoft.EntityFrameworkCore;
using Netralitas.Services.Pledges.Law;

namespace Netralitas.Services.Pledges.Storage;

/// <summary>The table of what central put on record about elections, which is not mapped.</summary>
internal static class ElectionSql
{
    /// <summary>Makes it, on a database without it.</summary>
    internal const string CreateSql =
        """
        -- Contests and stages as the events of the reports service told them; only ever added to. A number that is missing has not come yet.
        create table pledges.election_revisions (
            version int primary key,
            event   text not null,
            facts   jsonb not null
        );
        """;

    /// <summary>Takes it away.</summary>
    internal const string DropSql = "drop table pledges.election_revisions;";

    /// <summary>Keeps a revision in the open transaction. One that is there stays as it is: the event comes again from time to time.</summary>
    internal static Task KeepAsync(this PledgesDb db, ElectionRevision revision, CancellationToken cancel) => db.Database.ExecuteSqlAsync(
        $"insert into pledges.election_revisions (version, event, facts) values ({revision.Version}, {revision.Event}, {revision.Facts}::jsonb) on conflict do nothing", cancel);
}
