using Microsoft.EntityFrameworkCore;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Storage;

/// <summary>An invitation and the person whom it is for, as the roster has them now; nothing of the person when the roster no longer does.</summary>
internal sealed record InvitationRow(
    Guid Id, Guid DeclarationId, string RegionCode, DateTimeOffset ExpiresAt, DateTimeOffset? UsedAt, DateTimeOffset? RevokedAt,
    byte[]? Sealed, Guid? PersonIndex, string Position, string Agency);

/// <summary>Someone who may be invited.</summary>
internal sealed record UninvitedPerson(Guid Id, byte[] Sealed);

/// <summary>Invitations, within the caller's transaction.</summary>
internal static class InvitationSql
{
    private const string Columns =
        """
        select i.id as "Id", i.declaration_id as "DeclarationId", d.region_code as "RegionCode", i.expires_at as "ExpiresAt", i.used_at as "UsedAt", i.revoked_at as "RevokedAt",
            e.sealed as "Sealed", e.person_index as "PersonIndex", coalesce(e.position, '') as "Position", coalesce(a.name, '') as "Agency"
        from pledges.invitations i join pledges.declarations d on d.id = i.declaration_id
            left join pledges.roster_entries e on e.id = i.entry_id left join pledges.agencies a on a.id = e.agency_id
        """;

    /// <summary>People whom a roster expects today, who have not pledged and hold no invitation to a declaration, in the order of their ids.</summary>
    internal static Task<List<UninvitedPerson>> FindUninvitedAsync(this PledgesDb db, SignatureOrigin origin, string regionCode, Guid after, int most, CancellationToken cancel) =>
        db.Database.SqlQuery<UninvitedPerson>(
            $"""
            select e.id as "Id", e.sealed as "Sealed" from pledges.roster_entries e
            where e.is_counted and e.id > {after} and ({regionCode} = '00' or e.region_code = {regionCode} or starts_with(e.region_code, {regionCode + "."}))
                and not exists (select from pledges.pledged p where p.entry_id = e.id and p.pledge_scope = {origin.Scope})
                and not exists (select from pledges.invitations i where i.declaration_id = {origin.DeclarationId} and i.entry_id = e.id and i.used_at is null and i.revoked_at is null)
            order by e.id limit {most}
            """).ToListAsync(cancel);

    /// <summary>Ends invitations whose time is over, so that new ones can take their place.</summary>
    internal static Task EndExpiredAsync(this PledgesDb db, Guid declarationId, DateTimeOffset now, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync(
            $"update pledges.invitations set revoked_at = {now} where declaration_id = {declarationId} and used_at is null and revoked_at is null and expires_at <= {now}", cancel);

    /// <summary>Writes invitations; who got one meanwhile gets no second.</summary>
    /// <returns>How many were written.</returns>
    internal static Task<int> AddInvitationsAsync(
        this PledgesDb db, Guid declarationId, Guid[] ids, Guid[] entries, byte[][] hashes, Guid requestId, Office office, DateTimeOffset now, DateTimeOffset expiresAt, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into pledges.invitations (id, declaration_id, entry_id, code_hash, request_id, issued_by, issued_at, expires_at)
            select id, {declarationId}, entry, hash, {requestId}, {office.ToString()}, {now}, {expiresAt} from unnest({ids}, {entries}, {hashes}) as i(id, entry, hash) order by entry
            on conflict (declaration_id, entry_id) where used_at is null and revoked_at is null do nothing
            """, cancel);

    /// <summary>The invitations that a request made.</summary>
    internal static Task<List<InvitationRow>> ReadIssuedAsync(this PledgesDb db, Guid requestId, CancellationToken cancel) =>
        db.Database.SqlQueryRaw<InvitationRow>($"{Columns} where i.request_id = {{0}} order by i.id", requestId).ToListAsync(cancel);

    /// <summary>A page of the invitations of a declaration.</summary>
    internal static Task<List<InvitationRow>> ListInvitationsAsync(this PledgesDb db, Guid declarationId, Page page, CancellationToken cancel) =>
        db.Database.SqlQueryRaw<InvitationRow>($"{Columns} where i.declaration_id = {{0}} and i.id > {{1}} order by i.id limit {{2}}", declarationId, page.After, page.Size).ToListAsync(cancel);

    /// <summary>An invitation by its id, its row locked until the transaction ends; null when there is none.</summary>
    internal static async Task<InvitationRow?> LockInvitationAsync(this PledgesDb db, Guid id, CancellationToken cancel) =>
        (await db.Database.SqlQueryRaw<InvitationRow>($"{Columns} where i.id = {{0}} for update of i", id).ToListAsync(cancel)).SingleOrDefault();

    /// <summary>An invitation by the hash of its code; null when there is none.</summary>
    internal static async Task<InvitationRow?> FindInvitationAsync(this PledgesDb db, byte[] codeHash, CancellationToken cancel) =>
        (await db.Database.SqlQueryRaw<InvitationRow>($"{Columns} where i.code_hash = {{0}}", codeHash).ToListAsync(cancel)).SingleOrDefault();

    /// <summary>An invitation by the hash of its code, its row locked until the transaction ends; null when there is none.</summary>
    internal static async Task<InvitationRow?> LockInvitationAsync(this PledgesDb db, byte[] codeHash, CancellationToken cancel) =>
        (await db.Database.SqlQueryRaw<InvitationRow>($"{Columns} where i.code_hash = {{0}} for update of i", codeHash).ToListAsync(cancel)).SingleOrDefault();

    /// <summary>Notes that an invitation was used.</summary>
    internal static Task UseInvitationAsync(this PledgesDb db, Guid id, DateTimeOffset now, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"update pledges.invitations set used_at = {now} where id = {id}", cancel);

    /// <summary>Ends an invitation.</summary>
    internal static Task RevokeInvitationAsync(this PledgesDb db, Guid id, DateTimeOffset now, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"update pledges.invitations set revoked_at = {now} where id = {id}", cancel);
}
