using System.Data;
using Microsoft.EntityFrameworkCore;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.EvidenceIntake;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.EvidenceFiles;

/// <summary>Parts of files: their bytes in the store, their rows in the database.</summary>
internal sealed partial class EvidenceFileParts(ReportsDb db, IEvidenceStore store, TimeProvider clock, ILogger<EvidenceFileParts> log)
{
    /// <summary>Stores a part and moves the file on by it. When this returns, both survive a crash.</summary>
    /// <param name="file">The file.</param>
    /// <param name="offset">Where the file must stand.</param>
    /// <param name="length">How many bytes of the file the part holds.</param>
    /// <param name="bytes">The sealed part.</param>
    /// <remarks>The row is first, then the bytes, then the file moves on: what a crash leaves in the store has a row by which it is removed. What has begun is not stopped by a client that gives up.</remarks>
    /// <exception cref="RefusalException">UPLOAD_CHANGED when the file does not stand there (another writer moved it, or it is no longer under way); EVIDENCE_UNAVAILABLE.</exception>
    internal async Task StoreAsync(Guid file, long offset, int length, ReadOnlyMemory<byte> bytes)
    {
        var name = Guid.NewGuid();
        await db.Database.ExecuteSqlAsync(
            $"insert into reports.evidence_parts (name, file_id, start, length, is_stored, begun_at) values ({name}, {file}, {offset}, {length}, false, {clock.Now()})");
        try
        {
            await store.WriteAsync(name, bytes);
        }
        catch (EvidenceStoreException exception)
        {
            LogStoreFailed(exception);
            throw EvidenceRefusals.EvidenceUnavailable();
        }

        Failpoint.Reach("evidence.after_part_before_row");
        await using var transaction = await db.Database.BeginTransactionAsync();
        var moved = await db.Database.ExecuteSqlAsync(
            $"update reports.evidence_files set stored_bytes = {offset + length}, touched_at = {clock.Now()} where id = {file} and state = 'Receiving' and stored_bytes = {offset}");
        var stored = await db.Database.ExecuteSqlAsync($"update reports.evidence_parts set is_stored = true where name = {name}");
        if (moved == 0 || stored == 0)
        {
            throw EvidenceRefusals.UploadChanged();
        }

        await transaction.CommitAsync();
        Failpoint.Reach("evidence.after_row");
    }

    /// <summary>The bytes of a file that is whole, in clear, one part in memory at a time.</summary>
    /// <param name="file">The file.</param>
    /// <param name="size">Its length.</param>
    /// <param name="key">Its key; cleared by whoever made it.</param>
    /// <param name="cancel">Gives up.</param>
    internal async Task<EvidenceFileStream> OpenAsync(Guid file, long size, byte[] key, CancellationToken cancel)
    {
        var parts = await db.EvidenceParts.AsNoTracking().Where(p => p.FileId == file && p.IsStored).OrderBy(p => p.Offset).ToListAsync(cancel);
        return new EvidenceFileStream(file, size, parts, ReadAsync, key);
    }

    private async Task ReadAsync(Guid name, Memory<byte> into, CancellationToken cancel)
    {
        try
        {
            await store.ReadAsync(name, into, cancel);
        }
        catch (EvidenceStoreException exception)
        {
            LogStoreFailed(exception);
            throw EvidenceRefusals.EvidenceUnavailable();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The store of evidence failed")]
    private partial void LogStoreFailed(Exception exception);
}
