using System.Buffers.Binary;
using Microsoft.EntityFrameworkCore;
using Netralitas.Cryptography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Sealing;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Review;

/// <summary>Reads and stores cases. A case has a row from its first step on; before, it is what its report tells.</summary>
/// <param name="db">The database.</param>
/// <param name="keys">The keys of the offices and of central.</param>
internal sealed class CaseFiles(ReportsDb db, OpeningKeys keys)
{
    /// <summary>The case of a public number, for a caller whose office handles it or stands above that office.</summary>
    /// <exception cref="RefusalException">REPORT_UNKNOWN when there is none, or it is another office's.</exception>
    internal async Task<CaseFile> FindAsync(string number, Caller caller, CancellationToken cancel)
    {
        var file = await IdOf(number, cancel) is { } id ? await ReadAsync(id, cancel) : null;
        return file is not null && caller.Office.Covers(file.Case.OfficeCode) ? file : throw ReportRefusals.ReportUnknown();
    }

    /// <summary>As <see cref="FindAsync"/>, for a step: whoever else would take one on the case waits until the open transaction ends.</summary>
    /// <param name="number">Public number.</param>
    /// <param name="expectedVersion">Version of the case that the caller saw.</param>
    /// <param name="caller">Who takes the step.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="RefusalException">REPORT_UNKNOWN; CASE_CHANGED when the case is at another version.</exception>
    internal async Task<CaseFile> FindForStepAsync(string number, int expectedVersion, Caller caller, CancellationToken cancel)
    {
        if (await IdOf(number, cancel) is { } id)
        {
            await LineUpAsync(id, cancel);
        }

        var file = await FindAsync(number, caller, cancel);
        return file.Case.Version == expectedVersion ? file : throw ReviewRefusals.CaseChanged(file.Case.Version);
    }

    /// <summary>Makes steps of one case, and additions to its report, follow each other until the open transaction ends.</summary>
    internal Task LineUpAsync(Guid reportId, CancellationToken cancel) =>
        db.LineUpAsync(BinaryPrimitives.ReadInt64BigEndian(reportId.ToByteArray(bigEndian: true).AsSpan(8)), cancel);

    /// <summary>The case of a report that exists, for an office.</summary>
    /// <exception cref="OpeningKeyMissingException">What was sent is sealed to keys that this process does not have.</exception>
    internal Task<CaseFile> ReadAsync(Guid reportId, CancellationToken cancel) => ReadAsync(reportId, keys, cancel);

    /// <summary>The case of a report that exists.</summary>
    /// <param name="reportId">The report.</param>
    /// <param name="by">Who reads it: an office by its key, or its reporter by the access code.</param>
    /// <param name="cancel">Gives up.</param>
    internal async Task<CaseFile> ReadAsync(Guid reportId, IBodyOpener by, CancellationToken cancel)
    {
        var report = await db.Reports.Where(r => r.Id == reportId).Select(r => new { r.Number, r.ReceivedAt, r.RegionCode, r.Content }).SingleAsync(cancel);
        var additions = await db.Additions.AsNoTracking().Where(a => a.ReportId == reportId).OrderBy(a => a.Version).ToListAsync(cancel);
        var first = OpenBody(reportId, report.RegionCode, 1, report.Content, by);
        var whole = WholeReport.Of(first, additions.Select(a => OpenBody(a, by)));
        var firstKind = Classification.OfStored(first).Kind;
        var kind = whole.Classification.Kind;
        var formalAt = firstKind == kind ? report.ReceivedAt : additions.First(a => a.Kind == kind).AddedAt;
        var stored = await db.Cases.SingleOrDefaultAsync(c => c.ReportId == reportId, cancel);
        return new CaseFile(
            new ReceivedCase(reportId, report.Number, report.ReceivedAt, firstKind, whole, formalAt),
            stored,
            stored is null ? [] : await db.CaseEvents.AsNoTracking().Where(e => e.ReportId == reportId).OrderBy(e => e.Version).ToListAsync(cancel),
            stored is null ? [] : await db.CaseClocks.AsNoTracking().Where(e => e.ReportId == reportId).OrderBy(e => e.Number).ToListAsync(cancel));
    }

    /// <summary>Stores the steps that were taken, in the open transaction.</summary>
    internal async Task StoreAsync(CaseFile file, CancellationToken cancel)
    {
        if (!file.IsStored)
        {
            db.Cases.Add(file.Case);
        }

        db.CaseEvents.AddRange(file.Added);
        db.CaseClocks.AddRange(file.Clocks.Added);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The content of an addition, open.</summary>
    internal static byte[] OpenBody(ReportAddition addition, IBodyOpener by) => OpenBody(addition.ReportId, addition.RegionCode, addition.Version, addition.Content, by);

    /// <summary>A stored content, open.</summary>
    internal static byte[] OpenBody(Guid reportId, string? region, int version, byte[] stored, IBodyOpener by) =>
        SealedBody.Open(stored, new ContentPlace(reportId, region, version).Aad("body"), by);

    private async Task<Guid?> IdOf(string number, CancellationToken cancel)
    {
        var wanted = Crockford.TryRead(number, ReportCodes.NumberLength, out var read) ? read : "";
        return await db.Reports.Where(r => r.Number == wanted).Select(r => (Guid?)r.Id).SingleOrDefaultAsync(cancel);
    }
}
