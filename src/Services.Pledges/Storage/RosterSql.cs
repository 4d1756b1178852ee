using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Storage;

/// <summary>How far an upload is.</summary>
internal enum UploadStatus
{
    /// <summary>Bytes are missing, or were not read yet.</summary>
    Receiving,

    /// <summary>It was read; its rows are on their way into the roster.</summary>
    Staged,

    /// <summary>The roster is up to date with it.</summary>
    Done,

    /// <summary>Its bytes stopped coming: those that had come are gone, and it does not go on.</summary>
    Ended,
}

/// <summary>A file with a roster; members as the columns of <c>pledges.roster_uploads</c>.</summary>
internal sealed record RosterUpload(
    Guid Id, string RegionCode, string Office, string FormatName, long TotalBytes, long ReceivedBytes, string StatusName,
    int Rows, int Rejected, int Added, int Changed, int Unchanged, int MergedToLine)
{
    internal RosterFormat Format => Enum.Parse<RosterFormat>(FormatName);

    internal UploadStatus Status => Enum.Parse<UploadStatus>(StatusName);
}

/// <summary>Uploads and their staged rows, within the caller's transaction.</summary>
internal static class RosterSql
{
    private const string Columns =
        """
        id as "Id", region_code as "RegionCode", office as "Office", format as "FormatName", total_bytes as "TotalBytes", received_bytes as "ReceivedBytes", status as "StatusName",
        rows as "Rows", rejected as "Rejected", added as "Added", changed as "Changed", unchanged as "Unchanged", merged_to_line as "MergedToLine"
        """;

    /// <summary>An upload; null when there is none.</summary>
    internal static async Task<RosterUpload?> FindUploadAsync(this PledgesDb db, Guid id, CancellationToken cancel) =>
        (await db.Database.SqlQueryRaw<RosterUpload>($"select {Columns} from pledges.roster_uploads where id = {{0}}", id).ToListAsync(cancel)).SingleOrDefault();

    /// <summary>An upload that is there, its row locked until the transaction ends.</summary>
    internal static async Task<RosterUpload> LockUploadAsync(this PledgesDb db, Guid id, CancellationToken cancel) =>
        (await db.Database.SqlQueryRaw<RosterUpload>($"select {Columns} from pledges.roster_uploads where id = {{0}} for update", id).ToListAsync(cancel)).Single();

    /// <summary>Begins an upload, unless it was begun before.</summary>
    internal static Task BeginUploadAsync(this PledgesDb db, Guid id, string regionCode, Office office, RosterFormat format, long totalBytes, DateTimeOffset now, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into pledges.roster_uploads (id, region_code, office, format, total_bytes, started_at, received_at)
            values ({id}, {regionCode}, {office.ToString()}, {format.ToString()}, {totalBytes}, {now}, {now}) on conflict do nothing
            """, cancel);

    /// <summary>Adds bytes to an upload, in a transaction of their own.</summary>
    /// <returns>False when somebody else has sent these or more.</returns>
    internal static async Task<bool> AppendChunkAsync(this PledgesDb db, Guid id, long offset, int length, byte[] sealedBytes, DateTimeOffset now, CancellationToken cancel) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            with moved as (
                update pledges.roster_uploads set received_bytes = received_bytes + {length}, received_at = {now}
                where id = {id} and received_bytes = {offset} and received_bytes + {length} <= total_bytes and status = 'Receiving' returning id)
            insert into pledges.roster_chunks (upload_id, from_byte, sealed) select id, {offset}, {sealedBytes} from moved
            """, cancel) == 1;

    /// <summary>Ends uploads to which no byte has come since an instant, and takes away what had come of them. One that is being read at the moment is left alone.</summary>
    /// <returns>How many.</returns>
    internal static async Task<int> EndAbandonedUploadsAsync(this PledgesDb db, DateTimeOffset since, DateTimeOffset now, int most, CancellationToken cancel) =>
        (await db.Database.SqlQuery<int>(
            $"""
            with abandoned as (
                select id from pledges.roster_uploads where status = 'Receiving' and received_at < {since} order by received_at limit {most} for update skip locked),
            gone as (delete from pledges.roster_chunks c using abandoned a where c.upload_id = a.id),
            ended as (update pledges.roster_uploads u set status = 'Ended', finished_at = {now} from abandoned a where u.id = a.id returning u.id)
            select count(*)::int as "Value" from ended
            """).ToListAsync(cancel)).Single();

    /// <summary>Of rows with one person the first is kept; the others are told by line.</summary>
    internal static Task RejectRepeatsAsync(this PledgesDb db, Guid uploadId, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync(
            $"""
            with repeats as (
                select line, min(line) over (partition by person_index) as first from pledges.roster_staging where upload_id = {uploadId}),
            removed as (
                delete from pledges.roster_staging s using repeats r where s.upload_id = {uploadId} and s.line = r.line and r.line > r.first returning s.line, r.first)
            insert into pledges.roster_faults (upload_id, line, field, reason)
            select {uploadId}, line, 'nip', format('Orang atau jabatan ini sudah ada pada baris %s. Hapus salah satunya.', first) from removed
            """, cancel);

    /// <summary>Nobody takes a person from a unit of another region while the entry there is valid.</summary>
    internal static Task RejectForeignAsync(this PledgesDb db, Guid uploadId, Office office, DateOnly today, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync(
            $"""
            with removed as (
                delete from pledges.roster_staging s using pledges.roster_entries e
                where s.upload_id = {uploadId} and e.person_index = s.person_index and (e.valid_to is null or e.valid_to >= {today})
                    and not ({office.Code} = '00' or e.region_code = {office.Code} or starts_with(e.region_code, {office.Code + "."}))
                returning s.line)
            insert into pledges.roster_faults (upload_id, line, field, reason)
            select {uploadId}, line, 'nip', 'Pegawai ini masih tercatat di unit wilayah lain. Minta unit itu mengakhiri masa berlakunya lebih dahulu.' from removed
            """, cancel);

    /// <summary>The rows are read: what the file said is not needed any more.</summary>
    internal static Task FinishStagingAsync(this PledgesDb db, Guid uploadId, int rows, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync(
            $"""
            with gone as (delete from pledges.roster_chunks where upload_id = {uploadId})
            update pledges.roster_uploads set status = 'Staged', rows = {rows},
                rejected = (select count(distinct line) from pledges.roster_faults f where f.upload_id = {uploadId}) where id = {uploadId}
            """, cancel);

    /// <summary>Forgets an upload that could not be read.</summary>
    internal static Task ForgetUploadAsync(this PledgesDb db, Guid uploadId, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync(
            $"""
            with gone as (delete from pledges.roster_chunks where upload_id = {uploadId})
            delete from pledges.roster_uploads u where id = {uploadId} and status = 'Receiving'
            """, cancel);
}
