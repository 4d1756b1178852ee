using Microsoft.EntityFrameworkCore;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Personal;
using Netralitas.Services.Pledges.Rosters;
using Npgsql;
using NpgsqlTypes;

namespace Netralitas.Services.Pledges.Storage;

/// <summary>An export for a device; members as the columns of <c>pledges.offline_exports</c>.</summary>
internal sealed record OfflineExport(
    Guid Id, Guid DeclarationId, string Device, byte[] DeviceKey, byte[] PackageSha256, int RosterPeople, string ExportedBy, DateTimeOffset ExportedAt, DateTimeOffset ValidUntil);

/// <summary>Someone whom a roster expects and who has not pledged.</summary>
internal sealed record ExpectedPerson(string Name, string Position, string Agency, string RegionCode);

/// <summary>A row of a device's file that was taken.</summary>
/// <param name="RowId">Its identity.</param>
/// <param name="SignedAt">By the device's clock.</param>
/// <param name="IsClockDoubtful">Whether that cannot have been right.</param>
/// <param name="SignatureId">Null where the person had signed before.</param>
internal sealed record MergedRow(Guid RowId, DateTimeOffset SignedAt, bool IsClockDoubtful, Guid? SignatureId);

/// <summary>An export, and what came back of it.</summary>
internal sealed record OfflineSessionRow(
    Guid Id, string Device, string ExportedBy, DateTimeOffset ExportedAt, DateTimeOffset ValidUntil, int Merges, int Rows, int Recorded, int ClockDoubtful);

/// <summary>Exports and their merges, within the caller's transaction.</summary>
internal static class OfflineSql
{
    /// <summary>Who is expected in a region and has not pledged, of whom at least the office is known.</summary>
    internal static async Task<IReadOnlyList<ExpectedPerson>> ReadExpectedAsync(this PledgesDb db, PersonalData personal, Guid scope, string regionCode, int most, CancellationToken cancel)
    {
        var rows = await db.Database.SqlQuery<SealedPerson>(
            $"""
            select e.sealed as "Sealed", e.position as "Position", a.name as "Agency", e.region_code as "RegionCode"
            from pledges.roster_entries e join pledges.agencies a on a.id = e.agency_id
            where e.is_counted and ({regionCode} = '00' or e.region_code = {regionCode} or starts_with(e.region_code, {regionCode + "."}))
                and not exists (select from pledges.pledged p where p.entry_id = e.id and p.pledge_scope = {scope})
            order by e.region_code, a.name, e.id limit {most}
            """).ToListAsync(cancel);
        return [.. rows.Select(row => new ExpectedPerson(personal.OpenText(RosterStaging.Purpose, row.Sealed).Split('\n')[0], row.Position, row.Agency, row.RegionCode))];
    }

    /// <summary>Writes an export. Packages whose time is over are not needed any more, and may hold names: they go.</summary>
    internal static async Task AddExportAsync(this PledgesDb db, OfflineExport export, byte[] sealedPackage, CancellationToken cancel)
    {
        await db.Database.ExecuteSqlAsync(
            $"update pledges.offline_exports set package_sealed = null where package_sealed is not null and valid_until < {export.ExportedAt}", cancel);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into pledges.offline_exports (id, declaration_id, device, device_key, package_sha256, package_sealed, roster_people, exported_by, exported_at, valid_until)
            values ({export.Id}, {export.DeclarationId}, {export.Device}, {export.DeviceKey}, {export.PackageSha256}, {sealedPackage}, {export.RosterPeople}, {export.ExportedBy},
                {export.ExportedAt}, {export.ValidUntil})
            """, cancel);
    }

    /// <summary>The package of an export, sealed; null when its time is over.</summary>
    internal static async Task<byte[]?> ReadPackageAsync(this PledgesDb db, Guid exportId, CancellationToken cancel) =>
        (await db.Database.SqlQuery<byte[]?>($"""select package_sealed as "Value" from pledges.offline_exports where id = {exportId}""").ToListAsync(cancel)).Single();

    /// <summary>An export, its row locked until the transaction ends: its merges take turns. Null when there is none.</summary>
    internal static async Task<OfflineExport?> LockExportAsync(this PledgesDb db, Guid id, CancellationToken cancel) =>
        (await db.Database.SqlQuery<OfflineExport>(
            $"""
            select id as "Id", declaration_id as "DeclarationId", device as "Device", device_key as "DeviceKey", package_sha256 as "PackageSha256", roster_people as "RosterPeople",
                exported_by as "ExportedBy", exported_at as "ExportedAt", valid_until as "ValidUntil"
            from pledges.offline_exports where id = {id} for update
            """).ToListAsync(cancel)).SingleOrDefault();

    /// <summary>Of some rows, those that were merged before.</summary>
    internal static async Task<HashSet<Guid>> FindMergedAsync(this PledgesDb db, Guid exportId, Guid[] rows, CancellationToken cancel) =>
        [.. await db.Database.SqlQuery<Guid>($"""select row_id as "Value" from pledges.offline_rows where export_id = {exportId} and row_id = any({rows})""").ToListAsync(cancel)];

    /// <summary>Writes a merge and its rows.</summary>
    internal static async Task AddMergeAsync(this PledgesDb db, Guid exportId, byte[] contentSha256, IReadOnlyList<MergedRow> rows, Office office, DateTimeOffset now, CancellationToken cancel)
    {
        var mergeId = Guid.CreateVersion7();
        await db.Database.ExecuteSqlAsync(
            $"insert into pledges.offline_merges (id, export_id, content_sha256, merged_by, merged_at) values ({mergeId}, {exportId}, {contentSha256}, {office.ToString()}, {now})", cancel);
        Guid[] ids = [.. rows.Select(row => row.RowId)];
        DateTimeOffset[] times = [.. rows.Select(row => row.SignedAt)];
        bool[] doubts = [.. rows.Select(row => row.IsClockDoubtful)];
        // EF has no type of its own for a list of ids with gaps.
        var signatures = new NpgsqlParameter { Value = rows.Select(row => row.SignatureId).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid };
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into pledges.offline_rows (export_id, row_id, merge_id, signed_at, is_clock_doubtful, signature_id)
            select {exportId}, row_id, {mergeId}, signed_at, doubtful, signature from unnest({ids}, {times}, {doubts}, {signatures}) as r(row_id, signed_at, doubtful, signature)
            """, cancel);
    }

    /// <summary>The exports of a declaration, in the order in which they were made.</summary>
    internal static Task<List<OfflineSessionRow>> ListExportsAsync(this PledgesDb db, Guid declarationId, int most, CancellationToken cancel) =>
        db.Database.SqlQuery<OfflineSessionRow>(
            $"""
            select e.id as "Id", e.device as "Device", e.exported_by as "ExportedBy", e.exported_at as "ExportedAt", e.valid_until as "ValidUntil",
                (select count(*) from pledges.offline_merges m where m.export_id = e.id)::int as "Merges",
                count(r.row_id)::int as "Rows", count(r.signature_id)::int as "Recorded", count(*) filter (where r.is_clock_doubtful)::int as "ClockDoubtful"
            from pledges.offline_exports e left join pledges.offline_rows r on r.export_id = e.id
            where e.declaration_id = {declarationId} group by e.id order by e.id limit {most}
            """).ToListAsync(cancel);

    private sealed record SealedPerson(byte[] Sealed, string Position, string Agency, string RegionCode);
}
