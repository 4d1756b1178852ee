using Microsoft.EntityFrameworkCore;
using Netralitas.ServiceDefaults.Revocation;

namespace Netralitas.Messaging.Revocation;

/// <summary>Writes down, in a service's own database, which tokens are revoked.</summary>
public static class RevocationRows
{
    /// <summary>Adds a revocation, in the transaction that is open, if any.</summary>
    /// <param name="db">Context of the service's database.</param>
    /// <param name="revoked">The revocation. Of two of the same tokens the later one stays.</param>
    /// <param name="cancel">Gives up.</param>
    /// <remarks>When the transaction has committed, every process of the service refuses the tokens within a second, and again after a restart.</remarks>
    public static Task AddRevokedAsync(this DbContext db, RevokedToken revoked, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(revoked);
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into messaging.revoked_tokens as r (digest, revoked_at, expires_at) values ({Convert.FromHexString(revoked.Digest)}, {revoked.RevokedAt}, {revoked.ExpiresAt})
            on conflict (digest) do update set revoked_at = excluded.revoked_at, expires_at = excluded.expires_at where r.revoked_at < excluded.revoked_at
            """, cancel);
    }
}
