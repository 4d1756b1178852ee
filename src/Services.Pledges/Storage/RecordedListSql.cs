using Microsoft.EntityFrameworkCore;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Storage;

/// <summary>Who recorded a list, and when.</summary>
internal sealed record RecordedList(string RecordedBy, DateTimeOffset RecordedAt);

/// <summary>Lists of signatures without numbers, by which the same list is known again, within the caller's transaction.</summary>
internal static class RecordedListSql
{
    /// <summary>Makes the table, on a database without it. Lists from before are not in it.</summary>
    internal const string CreateSql =
        """
        -- Lists that were recorded for a declaration and on which not everybody has a number. What a list is known by is an HMAC under a key that is not here.
        create table pledges.recorded_lists (
            declaration_id uuid not null references pledges.declarations (id),
            list_index     uuid not null,
            recorded_by    text not null,
            recorded_at    timestamptz not null,
            primary key (declaration_id, list_index)
        );
        """;

    /// <summary>Takes it away.</summary>
    internal const string DropSql = "drop table pledges.recorded_lists;";

    /// <summary>Keeps a list.</summary>
    /// <returns>False when the declaration has it already.</returns>
    internal static async Task<bool> KeepListAsync(this PledgesDb db, Guid declarationId, Guid index, Office office, DateTimeOffset now, CancellationToken cancel) =>
        await db.Database.ExecuteSqlAsync(
            $"insert into pledges.recorded_lists (declaration_id, list_index, recorded_by, recorded_at) values ({declarationId}, {index}, {office.ToString()}, {now}) on conflict do nothing", cancel) == 1;

    /// <summary>A list that is there.</summary>
    internal static async Task<RecordedList> FindListAsync(this PledgesDb db, Guid declarationId, Guid index, CancellationToken cancel) =>
        (await db.Database.SqlQuery<RecordedList>(
            $"""select recorded_by as "RecordedBy", recorded_at as "RecordedAt" from pledges.recorded_lists where declaration_id = {declarationId} and list_index = {index}""").ToListAsync(cancel)).Single();

    /// <summary>Forgets the lists of a signature's declaration: what a list is known by is made of the people on it, one of whom is erased.</summary>
    internal static Task ForgetListsOfAsync(this PledgesDb db, Guid signature, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"delete from pledges.recorded_lists l using pledges.signatures s where s.id = {signature} and l.declaration_id = s.declaration_id", cancel);
}
