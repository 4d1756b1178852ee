using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Personal;
using Netralitas.Services.Pledges.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Netralitas.Services.Pledges.Rosters;

/// <summary>Reads a whole file into the staging table: good rows there, with what is personal sealed, and the faults of the others.</summary>
internal sealed class RosterStaging(PledgesDb db, NpgsqlDataSource source, PersonalData personal)
{
    /// <summary>What name and number of an entry are sealed for. Never changed.</summary>
    internal const string Purpose = "roster-entry";

    private const int FaultsAtOnce = 1_000;

    private static readonly TimeSpan LongestStatement = TimeSpan.FromMinutes(10);

    private const string CopySql =
        """
        copy pledges.roster_staging (upload_id, line, person_index, post_index, sealed, check_value, category, position, position_key,
            region_code, agency, agency_key, agency_kind, authority, valid_from, valid_to) from stdin (format binary)
        """;

    private const int PostsKept = 5_000;

    private readonly Dictionary<(string Region, string Agency, string Position), (Guid Index, string PositionKey, string AgencyKey)> posts = [];

    private NpgsqlConnection Connection => (NpgsqlConnection)db.Database.GetDbConnection();

    /// <summary>Reads the file, once; the file itself is gone when this is committed.</summary>
    /// <param name="uploadId">The upload, all of whose bytes are there.</param>
    /// <param name="office">Who sent it.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="cancel">Nothing is kept when it strikes.</param>
    /// <exception cref="RefusalException">ROSTER_UNREADABLE; then the upload is forgotten, so that a mended file can be sent under its id.</exception>
    internal async Task ReadAsync(Guid uploadId, Office office, DateTimeOffset now, CancellationToken cancel)
    {
        db.Database.SetCommandTimeout(LongestStatement);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var upload = await db.LockUploadAsync(uploadId, cancel);
        if (upload.Status is not UploadStatus.Receiving)
        {
            return;
        }

        // The bytes are read while rows are copied: a connection cannot do both.
        await using var reading = await source.OpenConnectionAsync(cancel);
        await using var file = new UploadedFile(reading, personal, uploadId, upload.TotalBytes);
        var faults = new List<RowFault>();
        int rows;
        try
        {
            rows = await CopyAsync(upload, RosterSheet.Rows(file, upload.Format), office, IndonesianTimeZone.Wit.LocalDate(now), faults, cancel);
        }
        catch (UnreadableSheetException)
        {
            throw PledgeRefusals.RosterUnreadable("Berkas tidak dapat dibaca sebagai lembar kerja Excel (xlsx). Simpan ulang sebagai .xlsx atau .csv.");
        }

        await SaveFaultsAsync(uploadId, faults, cancel);
        await db.RejectRepeatsAsync(uploadId, cancel);
        await db.RejectForeignAsync(uploadId, office, IndonesianTimeZone.Wib.LocalDate(now), cancel);
        await db.MarkHeldPostsAsync(uploadId, IndonesianTimeZone.Wib.LocalDate(now), cancel);
        await db.FinishStagingAsync(uploadId, rows, cancel);
        Failpoint.Reach("roster.staged_before_commit");
        await transaction.CommitAsync(cancel);
    }

    private async Task<int> CopyAsync(RosterUpload upload, IEnumerable<SheetRow> sheet, Office office, DateOnly today, List<RowFault> faults, CancellationToken cancel)
    {
        using var rows = sheet.GetEnumerator();
        var columns = Headings.Find<RosterColumns>(rows, RosterColumns.TryRead, out var problem)
            ?? throw PledgeRefusals.RosterUnreadable(problem ?? "Berkas ini kosong. Isi satu baris dengan nama kolom, lalu satu baris untuk setiap pegawai.");

        var reader = new RosterRows(columns, upload.RegionCode, office.Covers, today);
        var count = 0;
        await using var copy = await Connection.BeginBinaryImportAsync(CopySql, cancel);
        for (; rows.MoveNext(); count++)
        {
            if (reader.Read(rows.Current.Line, rows.Current.Cells, faults) is { } row)
            {
                await WriteAsync(copy, upload.Id, row, cancel);
            }
        }

        await copy.CompleteAsync(cancel);
        return count;
    }

    private async Task WriteAsync(NpgsqlBinaryImporter copy, Guid uploadId, RosterRow row, CancellationToken cancel)
    {
        var (post, positionKey, agencyKey) = PostOf(row);
        var person = row.Number.Length > 0 ? personal.IndexOfNumber(row.Number)
            : row.Category is StaffCategory.Pejabat ? post
            : personal.IndexOfName(row.RegionCode, row.Agency, row.Position, row.Name);
        await copy.StartRowAsync(cancel);
        await copy.WriteAsync(uploadId, NpgsqlDbType.Uuid, cancel);
        await copy.WriteAsync(row.Line, NpgsqlDbType.Integer, cancel);
        await copy.WriteAsync(person, NpgsqlDbType.Uuid, cancel);
        await copy.WriteAsync(post, NpgsqlDbType.Uuid, cancel);
        await copy.WriteAsync(personal.Seal(Purpose, $"{row.Name}\n{row.Number}"), NpgsqlDbType.Bytea, cancel);
        await copy.WriteAsync(personal.CheckOf($"{row.Name}\n{row.Number}"), NpgsqlDbType.Bytea, cancel);
        await copy.WriteAsync(row.Category.ToString(), NpgsqlDbType.Text, cancel);
        await copy.WriteAsync(row.Position, NpgsqlDbType.Text, cancel);
        await copy.WriteAsync(positionKey, NpgsqlDbType.Text, cancel);
        await copy.WriteAsync(row.RegionCode, NpgsqlDbType.Text, cancel);
        await copy.WriteAsync(row.Agency, NpgsqlDbType.Text, cancel);
        await copy.WriteAsync(agencyKey, NpgsqlDbType.Text, cancel);
        await copy.WriteAsync(row.AgencyKind, NpgsqlDbType.Text, cancel);
        await copy.WriteAsync(row.Authority, NpgsqlDbType.Text, cancel);
        await WriteDateAsync(copy, row.ValidFrom, cancel);
        await WriteDateAsync(copy, row.ValidTo, cancel);
    }

    // A unit's people stand together, and many have one position.
    private (Guid Index, string PositionKey, string AgencyKey) PostOf(RosterRow row)
    {
        var post = (row.RegionCode, row.Agency, row.Position);
        if (!posts.TryGetValue(post, out var known))
        {
            if (posts.Count == PostsKept)
            {
                posts.Clear();
            }

            known = (personal.IndexOfPost(row.RegionCode, row.Agency, row.Position), WordKey.Of(row.Position), WordKey.Of(row.Agency));
            posts.Add(post, known);
        }

        return known;
    }

    private static Task WriteDateAsync(NpgsqlBinaryImporter copy, DateOnly? date, CancellationToken cancel) =>
        date is { } day ? copy.WriteAsync(day, NpgsqlDbType.Date, cancel) : copy.WriteNullAsync(cancel);

    private async Task SaveFaultsAsync(Guid uploadId, List<RowFault> faults, CancellationToken cancel)
    {
        foreach (var some in faults.DistinctBy(fault => (fault.Line, fault.Column)).Chunk(FaultsAtOnce))
        {
            int[] lines = [.. some.Select(f => f.Line)];
            string[] fields = [.. some.Select(f => f.Column)];
            string[] reasons = [.. some.Select(f => f.Reason)];
            await db.Database.ExecuteSqlAsync(
                $"insert into pledges.roster_faults (upload_id, line, field, reason) select {uploadId}, * from unnest({lines}, {fields}, {reasons})", cancel);
        }
    }
}
