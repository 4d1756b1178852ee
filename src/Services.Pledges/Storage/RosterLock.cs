using Microsoft.EntityFrameworkCore;

namespace Netralitas.Services.Pledges.Storage;

/// <summary>Keeps signatures and changes of rosters apart, so that each signature is counted where its signer stands in the roster.</summary>
/// <remarks>Signing holds it together with other signing; a roster changes in short slices that hold it alone. It ends with the transaction.</remarks>
internal static class RosterLock
{
    private const long Key = 0x4E65_7472_526F_7374;

    /// <summary>The statement by which signing holds it.</summary>
    internal static readonly string SharedSql = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"select pg_advisory_xact_lock_shared({Key})");

    internal static Task LockRostersSharedAsync(this PledgesDb db, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock_shared({Key})", cancel);

    internal static Task LockRostersAsync(this PledgesDb db, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Key})", cancel);
}
