using System.Security.Cryptography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.EvidenceFiles;
using Netralitas.Services.Reports.EvidenceFiles.Metadata;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.EvidenceIntake;

/// <summary>Examines a file that is whole: reads it back from the store, and makes the copy without metadata where there is one.</summary>
internal sealed class FileAdmission(ReportsDb db, EvidenceFileParts parts, UploadKeys uploadKeys, TimeProvider clock)
{
    /// <summary>What a file is.</summary>
    /// <param name="file">The original, whole.</param>
    /// <param name="key">Its key.</param>
    /// <param name="expectedSha256">What its sender says of it; empty for nothing.</param>
    /// <param name="cancel">Gives up.</param>
    /// <remarks>The copy is a file of its own that belongs to nothing yet: when this is not the call that finishes the upload, it is removed as any abandoned file.</remarks>
    /// <exception cref="RefusalException">UPLOAD_DIFFERS, EVIDENCE_UNAVAILABLE.</exception>
    internal async Task<ExaminedFile> ExamineAsync(EvidenceFile file, byte[] key, byte[] expectedSha256, CancellationToken cancel)
    {
        await using var original = await parts.OpenAsync(file.Id, file.SizeBytes, key, cancel);
        var sha256 = await SHA256.HashDataAsync(original, cancel);
        if (expectedSha256.Length > 0 && !sha256.AsSpan().SequenceEqual(expectedSha256))
        {
            throw EvidenceRefusals.UploadDiffers();
        }

        original.Position = 0;
        var head = new byte[(int)Math.Min(MediaTypes.HeadBytes, file.SizeBytes)];
        await original.ReadExactlyAsync(head, cancel);
        var mediaType = MediaTypes.Of(head);
        var plan = await MetadataFreeCopy.PlanAsync(original, mediaType, cancel);
        return new ExaminedFile(mediaType, sha256, plan?.Pixels ?? 0, plan is null ? null : await CopyAsync(plan, original, cancel));
    }

    private async Task<CopiedFile> CopyAsync(CopyPlan plan, EvidenceFileStream original, CancellationToken cancel)
    {
        var id = Guid.NewGuid();
        var key = RandomNumberGenerator.GetBytes(FileKeys.Length);
        var file = new EvidenceFile { Id = id, SizeBytes = plan.Length, UploadKey = uploadKeys.Seal(id, key), TouchedAt = clock.Now() };
        db.EvidenceFiles.Add(file);
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var writer = new EvidenceFileWriter(parts, file, key);
        await MetadataFreeCopy.MakeAsync(plan, original, async bytes =>
        {
            sha256.AppendData(bytes.Span);
            await writer.AppendAsync(bytes);
        }, cancel);
        return new CopiedFile(id, key, plan.Length, sha256.GetHashAndReset());
    }
}

/// <summary>What a file was found to be.</summary>
/// <param name="MediaType">By content.</param>
/// <param name="Sha256">Of the original as it was read back.</param>
/// <param name="Pixels">Of a picture that could be read; 0 otherwise.</param>
/// <param name="Copy">The copy without metadata; null where there is none.</param>
internal sealed record ExaminedFile(string MediaType, byte[] Sha256, long Pixels, CopiedFile? Copy);

/// <summary>A copy without metadata.</summary>
/// <param name="Id">Its file.</param>
/// <param name="Key">Its key; to be cleared.</param>
/// <param name="SizeBytes">Its length.</param>
/// <param name="Sha256">Of the copy.</param>
internal sealed record CopiedFile(Guid Id, byte[] Key, long SizeBytes, byte[] Sha256);
