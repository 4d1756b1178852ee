using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Numbering;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports;

/// <summary>Adds to informasi awal, and to reports whose completion was asked for.</summary>
internal sealed class ReportAdditions(ReportsDb db, CaseFiles cases, TimeProvider clock)
{
    /// <summary>Adds to a report in the transaction that is open, and queues the official number when that makes it a report or a finding.</summary>
    /// <param name="reportId">A report that exists.</param>
    /// <param name="content">What is added.</param>
    /// <param name="cancel">Gives up; nothing is added then.</param>
    /// <returns>The addition, or the one that the same request made before; and the report with all up to it.</returns>
    /// <exception cref="RefusalException">REPORT_ALREADY_FORMAL; TRANSFER_PENDING when an office adopts what is being handed over; STEP_NOT_ALLOWED when the case is over; REQUEST_ID_REUSED when the request added something else.</exception>
    /// <remarks>Additions to one report follow each other until their transactions end, so of two that would each make something else of it the second is refused.</remarks>
    internal async Task<(ReportAddition Addition, WholeReport Whole)> AddAsync(Guid reportId, ReportContent content, CancellationToken cancel)
    {
        await cases.LineUpAsync(reportId, cancel);
        var first = await db.Reports.Where(r => r.Id == reportId).Select(r => r.Content).SingleAsync(cancel);
        var earlier = await db.Additions.AsNoTracking().Where(a => a.ReportId == reportId).OrderBy(a => a.Version).ToListAsync(cancel);
        if (earlier.SingleOrDefault(a => a.RequestKey == content.RequestKey) is { } same)
        {
            return CryptographicOperations.FixedTimeEquals(same.ContentHash, content.Hash)
                ? (same, WholeReport.Of(first, earlier.Where(a => a.Version <= same.Version).Select(a => a.Content)))
                : throw ReportRefusals.RequestIdReused();
        }

        var before = WholeReport.Of(first, earlier.Select(a => a.Content));
        var addition = New(reportId, earlier.Count + 2, content, before.With(content.Bytes));
        if (before.Classification.Kind != ReportKind.InformasiAwal && !await IsOpenToAsync(reportId, content, cancel))
        {
            throw ReportRefusals.ReportAlreadyFormal(before.Classification.Kind);
        }

        db.Additions.Add(addition);
        if (Register.Has(addition.Kind) && !Register.Has(before.Classification.Kind))
        {
            db.Unnumbered.Add(new UnnumberedReport { FormalAt = addition.AddedAt, ReportId = reportId });
        }

        await db.SaveChangesAsync(cancel);
        var file = await cases.ReadAsync(reportId, cancel);
        if (file.IsStored)
        {
            if (OfficeEntry.Read(content.Bytes).Entry is not null)
            {
                CaseSteps.RequireNoTransfer(file);
            }

            file.Grow(addition.AddedAt);
            await cases.StoreAsync(file, cancel);
        }

        return (addition, file.Report.Whole);
    }

    // Asked of its reporter; an office adopts what was kept as informasi awal for what it lacked.
    private Task<bool> IsOpenToAsync(Guid reportId, ReportContent content, CancellationToken cancel) =>
        OfficeEntry.Read(content.Bytes).Entry is null
            ? db.Cases.AnyAsync(c => c.ReportId == reportId && (c.Status == ReportStatus.CompletionRequested || c.Status == ReportStatus.Completed), cancel)
            : db.Cases.AnyAsync(c => c.ReportId == reportId && c.Status == ReportStatus.PreliminaryInformation, cancel);

    private ReportAddition New(Guid reportId, int version, ReportContent content, WholeReport whole) => new()
    {
        Id = Guid.CreateVersion7(),
        ReportId = reportId,
        Version = version,
        RequestKey = content.RequestKey,
        ContentHash = content.Hash,
        Content = content.Bytes,
        Kind = whole.Classification.Kind,
        OfficeCode = whole.Classification.Office.ToString(),
        Contest = whole.Classification.Contest,
        RegionCode = whole.Region?.Code.ToString(),
        AddedAt = clock.Now(),
    };
}
