using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Netralitas.Geography;
using Netralitas.Services.Reports.EvidenceFiles;
using Netralitas.Services.Reports.Sealing;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Transfers;

/// <summary>Seals what belongs to a case to the office that got it, and takes away what it was sealed by to the former one: that office's access ends by the key too.</summary>
/// <remarks>
/// In the transaction that makes the other office the handling one, so a crash leaves both or neither. Contents and files are not sealed anew: their keys are. Where the new office is served by the key that there is
/// already, nothing is done; so doing it again does nothing. What central opens, what the reporter opens and what custodians open stays as it is.
/// Each exchange leaves a row of <c>reports.resealings</c>. Backups from before still hold the former seals.
/// </remarks>
internal sealed class CaseResealing(ReportsDb db, OpeningKeys keys, SealingKeys sealing, ContentSealing contents)
{
    /// <summary>What was sent of a report, its evidence and the labels of that open by the keys of an office and of central, and of no other office.</summary>
    /// <param name="reportId">The report; its transfer is stored.</param>
    /// <param name="office">Region of the office that handles it now.</param>
    /// <param name="cancel">Gives up; the caller's transaction must not commit then.</param>
    /// <exception cref="OpeningKeyMissingException">Nothing here opens it.</exception>
    internal async Task ResealAsync(Guid reportId, RegionCode office, CancellationToken cancel)
    {
        var report = await db.Reports.Where(r => r.Id == reportId).Select(r => new { r.RegionCode, r.Content }).SingleAsync(cancel);
        await ResealContentAsync(new ContentPlace(reportId, report.RegionCode, 1), report.Content, office, cancel);
        foreach (var addition in await db.Additions.AsNoTracking().Where(a => a.ReportId == reportId).OrderBy(a => a.Version).Select(a => new { a.RegionCode, a.Version, a.Content }).ToListAsync(cancel))
        {
            await ResealContentAsync(new ContentPlace(reportId, addition.RegionCode, addition.Version), addition.Content, office, cancel);
        }

        foreach (var item in await db.EvidenceItems.AsNoTracking().Where(e => e.ReportId == reportId).OrderBy(e => e.Number).ToListAsync(cancel))
        {
            await ResealLabelAsync(item, office, cancel);
            await ResealFilesAsync(item, office, cancel);
        }

        await ResealUploadsAsync(reportId, office, cancel);
    }

    private async Task ResealContentAsync(ContentPlace place, byte[] stored, RegionCode office, CancellationToken cancel)
    {
        // What an office says when it adopts is not sealed.
        if (!SealedBody.Is(stored) || SealedBody.KeyIdsOf(stored).SequenceEqual(contents.KeyIdsOf(office)))
        {
            return;
        }

        var aad = place.Aad("body");
        var seals = SealedBody.Reseal(stored, aad, keys, key => contents.SealKey(office, key, aad));
        var removed = ToCentral(SealedBody.SealsOf(stored), aad);
        await db.Database.ExecuteSqlAsync($"select reports.reseal_content({place.ReportId}, {place.Version}, {seals}, {removed})", cancel);
    }

    private async Task ResealLabelAsync(EvidenceItem item, RegionCode office, CancellationToken cancel)
    {
        if (!IsServed(item.Label.ForOffice, office))
        {
            var aad = EvidenceLabel.AadOf(item.Id);
            var (seal, removed) = (EvidenceLabel.SealAgain(keys, sealing, item.Id, item.Label, office), ToCentral(item.Label.ForOffice, aad));
            await db.Database.ExecuteSqlAsync($"select reports.reseal_label({item.ReportId}, {item.Id}, {seal}, {removed})", cancel);
        }
    }

    private async Task ResealFilesAsync(EvidenceItem item, RegionCode office, CancellationToken cancel)
    {
        var files = new[] { item.OriginalFileId, item.CopyFileId }.OfType<Guid>().ToArray();
        foreach (var sealedKeys in (await db.EvidenceFileKeys.AsNoTracking().Where(k => files.Contains(k.FileId)).ToListAsync(cancel)).GroupBy(k => k.FileId))
        {
            if (sealedKeys.SingleOrDefault(key => key.Recipient == FileKeys.ForOffice) is not { } own || IsServed(own.SealedKey, office))
            {
                continue;
            }

            var seal = FileKeys.SealAgain(keys, sealing, sealedKeys.Key, sealedKeys, office);
            var removed = ToCentral(own.SealedKey, FileKeys.AadOf(sealedKeys.Key));
            await db.Database.ExecuteSqlAsync($"select reports.reseal_file({item.ReportId}, {sealedKeys.Key}, {seal}, {removed})", cancel);
        }
    }

    // What is under way becomes evidence of the new office; its label is not on any record yet.
    private async Task ResealUploadsAsync(Guid reportId, RegionCode office, CancellationToken cancel)
    {
        foreach (var upload in await db.Uploads.AsNoTracking().Where(u => u.ReportId == reportId).Select(u => new { u.Id, u.Label }).ToListAsync(cancel))
        {
            if (!IsServed(upload.Label.ForOffice, office))
            {
                var seal = EvidenceLabel.SealAgain(keys, sealing, upload.Id, upload.Label, office);
                await db.Database.ExecuteSqlAsync($"update reports.uploads set label_for_office = {seal} where id = {upload.Id}", cancel);
            }
        }
    }

    private bool IsServed(byte[] seal, RegionCode office) => SealedForm.KeyIdOf(seal) == sealing.KeyIdOf(KeyRecipient.Office(office));

    private byte[] ToCentral(byte[] removed, byte[] aad)
    {
        var kept = sealing.Seal(KeyRecipient.Central, removed, aad);
        CryptographicOperations.ZeroMemory(removed);
        return kept;
    }
}
