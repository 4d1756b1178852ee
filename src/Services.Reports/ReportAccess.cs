using Microsoft.EntityFrameworkCore;
using Netralitas.Cryptography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Sealing;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports;

/// <summary>The one door by which a reporter comes to a report: public number and access code.</summary>
internal sealed class ReportAccess(ReportsDb db, CodeKeys keys, OwnReport own, FailedAttempts failures)
{
    /// <summary>The report of a number and its code.</summary>
    /// <remarks>A failure is answered the later the more failures there were for its number, known or not; the right code is never delayed, so nobody can keep a reporter out.</remarks>
    /// <exception cref="RefusalException">REPORT_NOT_FOUND, after the same work whichever of the two is wrong; also when the report is erased.</exception>
    internal async Task<OpenedReport> OpenAsync(string givenNumber, string givenCode, CancellationToken cancel) =>
        await OpenEvenErasedAsync(givenNumber, givenCode, cancel) is { ErasedAt: null } kept ? kept : throw ReportRefusals.ReportNotFound();

    /// <summary>As <see cref="OpenAsync"/>, and also a report that is erased: who has its code may know that.</summary>
    /// <exception cref="RefusalException">REPORT_NOT_FOUND, after the same work whichever of the two is wrong.</exception>
    internal async Task<OpenedReport> OpenEvenErasedAsync(string givenNumber, string givenCode, CancellationToken cancel)
    {
        var isNumber = Crockford.TryRead(givenNumber, ReportCodes.NumberLength, out var number);
        var isCode = Crockford.TryRead(givenCode, ReportCodes.AccessCodeLength, out var code);
        var wanted = number ?? "";
        // Never the content: how long it is must not show in how long the answer takes.
        var report = await db.Reports.Where(r => r.Number == wanted)
            .Select(r => new
            {
                r.Id,
                r.Number,
                r.ReceivedAt,
                r.CodeKeyId,
                ErasedAt = db.CaseErasures.Where(e => e.ReportId == r.Id).Select(e => (DateTimeOffset?)e.BegunAt).SingleOrDefault(),
            }).SingleOrDefaultAsync(cancel);

        var codes = report is null ? keys.Current : keys.Of(report.CodeKeyId);
        // The database compares, and gives the verifier to nobody. Of an unknown number it is asked too: the work is the same.
        var opens = await own.TryOpenAsync(db, report?.Id ?? Guid.Empty, codes.Verifier(code ?? ""), cancel) & isNumber & isCode;
        if (report is not null && opens)
        {
            return new OpenedReport(report.Id, report.Number, report.ReceivedAt, report.CodeKeyId, new ReporterCode(code!), report.ErasedAt);
        }

        await failures.SlowDownAsync(wanted, cancel);
        throw ReportRefusals.ReportNotFound();
    }
}

/// <summary>A report whose number and code were right.</summary>
/// <param name="Id">Inner identity.</param>
/// <param name="Number">Public number, without hyphens.</param>
/// <param name="ReceivedAt">Instant of receipt.</param>
/// <param name="CodeKeyId">Which secret its codes were computed under.</param>
/// <param name="Code">The code, which opens what was sent.</param>
/// <param name="ErasedAt">Since when it is erased; null while it is kept.</param>
internal sealed record OpenedReport(Guid Id, string Number, DateTimeOffset ReceivedAt, string CodeKeyId, ReporterCode Code, DateTimeOffset? ErasedAt);
