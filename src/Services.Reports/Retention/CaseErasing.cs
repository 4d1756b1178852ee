using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.Sequencer;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.EvidenceFiles;
using Netralitas.Services.Reports.Receipts;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Retention;

/// <summary>Erases cases, in steps of which each can be the last before a crash: it is begun, its files go one by one, then its words, all at once.</summary>
/// <remarks>
/// Law: UU 27/2022 art. 42 to 44 [LAW-PDP-02]. From the beginning on nobody reads the case, so that nobody reads half of one. What stays is what counts, registers and the audit chain need: ids,
/// numbers, dates, statuses, offices, regency of the act, who of the offices did what, and codes of violations and sanctions. Backups keep what they have until they are written over.
/// </remarks>
internal sealed class CaseErasing(ReportsDb db, CaseFiles cases, DueCases due, IEvidenceStore store, ReceiptErasure receipts, ErasureFollowers followers, TimeProvider clock)
{
    /// <summary>How many cases are looked at in one round.</summary>
    internal const int LargestRound = 100;

    // Erasures begin, and holds are placed, one after the other: a hold on one case keeps those that are joined with it.
    private const long Line = 0x526574656E73;

    /// <summary>Erasures are begun of all cases whose term is over and that nobody holds, each in a transaction of its own.</summary>
    internal async Task BeginDueAsync(CancellationToken cancel)
    {
        var after = "";
        do
        {
            (var page, after) = await due.ListAsync(Office.CentralBawaslu, Today, after, LargestRound, cancel);
            foreach (var one in page.Where(each => !each.IsHeld))
            {
                db.ChangeTracker.Clear();
                await using var transaction = await db.Database.BeginTransactionAsync(cancel);
                await BeginAsync(one.ReportId, one.OfficeCode, ErasureGround.RetentionEnded, one.Term, cancel);
                await transaction.CommitAsync(cancel);
                Failpoint.Reach("erasure.after_begin");
            }
        }
        while (after.Length > 0);
    }

    /// <summary>An erasure is begun in the open transaction, unless one was begun or a hold keeps the case.</summary>
    /// <returns>Whether it was.</returns>
    internal async Task<bool> BeginAsync(Guid reportId, string officeCode, ErasureGround ground, RetentionTerm? term, CancellationToken cancel)
    {
        await LineUpAsync(db, cancel);
        await cases.LineUpAsync(reportId, cancel);
        if (await db.IsHeldAsync(reportId, cancel) || await db.CaseErasures.AnyAsync(e => e.ReportId == reportId, cancel))
        {
            return false;
        }

        db.CaseErasures.Add(new CaseErasure
        {
            ReportId = reportId,
            Id = Guid.CreateVersion7(),
            OfficeCode = officeCode,
            Ground = ground,
            Class = term?.Rule.Class,
            RuleId = term?.Rule.Id,
            RuleVersion = term?.Rule.Version,
            KeptUntil = term?.KeptUntil,
            BegunAt = clock.Now(),
        });
        await db.SaveChangesAsync(cancel);
        return true;
    }

    /// <summary>Makes beginnings of erasures and holds follow each other until the open transaction ends.</summary>
    internal static Task LineUpAsync(ReportsDb db, CancellationToken cancel) => db.LineUpAsync(Line, cancel);

    /// <summary>Erasures that were begun are brought to their end, whichever replica began them.</summary>
    internal async Task FinishBegunAsync(CancellationToken cancel)
    {
        var begun = await db.CaseErasures.Where(e => !db.CaseErasureEnds.Any(end => end.ReportId == e.ReportId)).OrderBy(e => e.Id).Select(e => e.ReportId).Take(LargestRound).ToListAsync(cancel);
        foreach (var report in begun)
        {
            db.ChangeTracker.Clear();
            await RemoveFilesAsync(report, cancel);
            await RemoveWordsAsync(report, cancel);
        }
    }

    // A row goes after its part: what died in between is found by the row, and a part that is gone already is gone.
    private async Task RemoveFilesAsync(Guid report, CancellationToken cancel)
    {
        var files = await db.EvidenceItems.Where(e => e.ReportId == report).Select(e => e.OriginalFileId)
            .Concat(db.EvidenceItems.Where(e => e.ReportId == report).Select(e => e.CopyFileId))
            .Concat(db.Uploads.Where(u => u.ReportId == report).Select(u => (Guid?)u.FileId)).Where(file => file != null).Distinct().ToListAsync(cancel);
        foreach (var part in await db.EvidenceParts.Where(p => files.Contains(p.FileId)).OrderBy(p => p.Name).Select(p => p.Name).ToListAsync(cancel))
        {
            await store.DeleteAsync(part, cancel);
            await db.EvidenceParts.Where(p => p.Name == part).ExecuteDeleteAsync(cancel);
            Failpoint.Reach("erasure.after_part");
        }
    }

    private async Task RemoveWordsAsync(Guid report, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await cases.LineUpAsync(report, cancel);
        if (await db.CaseErasureEnds.AnyAsync(end => end.ReportId == report, cancel))
        {
            return;
        }

        // A receipt whose window is not over has no place in the public log that a tombstone could name: the next round comes to it again.
        var begun = await db.CaseErasures.AsNoTracking().SingleAsync(e => e.ReportId == report, cancel);
        var basis = begun.Ground == ErasureGround.SubjectRequest ? ReceiptErasureBasis.SubjectRequest : ReceiptErasureBasis.RetentionEnded;
        if (await receipts.EraseAsync(report, basis, $"{begun.Id}", cancel) == ErasureOutcome.NotLogged)
        {
            return;
        }

        await db.Database.ExecuteSqlAsync($"select reports.erase_report({report})", cancel);
        var end = new CaseErasureEnd { ReportId = report, ErasedAt = clock.Now() };
        db.CaseErasureEnds.Add(end);
        await db.SaveChangesAsync(cancel);
        await followers.AfterErasureAsync(end, cancel);
        Failpoint.Reach("erasure.before_commit");
        await transaction.CommitAsync(cancel);
        Failpoint.Reach("erasure.after_commit");
    }

    private DateOnly Today(RegionCode office) => RegionDirectory.TimeZoneOf(office).LocalDate(clock.GetUtcNow());
}
