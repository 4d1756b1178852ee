using System.Security.Cryptography;
using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Deadlines;
using Netralitas.Services.Reports.Numbering;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Sealing;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports;

/// <summary>Adds to informasi awal, and to reports whose completion was asked for; and keeps what reporters tell beside their reports.</summary>
internal sealed class ReportAdditions(ReportsDb db, CaseFiles cases, CodeKeys keys, ContentSealing sealing, ClockWatch watch, TimeProvider clock)
{
    /// <summary>Adds to a report in the transaction that is open, and queues the official number when that makes it a report or a finding.</summary>
    /// <param name="reportId">A report that exists.</param>
    /// <param name="content">What is added.</param>
    /// <param name="by">Who reads what was sent before. Only a reporter adds words, which are sealed; an office only says that it adopts.</param>
    /// <param name="cancel">Gives up; nothing is added then.</param>
    /// <returns>The addition, or the one that the same request made before; and the report with all up to it.</returns>
    /// <exception cref="RefusalException">REPORT_UNKNOWN when it became another office's meanwhile; REPORT_ALREADY_FORMAL; CASE_HANDLED_BELOW when an office adopts what another works on; TRANSFER_PENDING when it adopts what is being handed over; STEP_NOT_ALLOWED when the case is over; REQUEST_ID_REUSED when the request added something else.</exception>
    /// <remarks>Additions to one report follow each other until their transactions end, so of two that would each make something else of it the second is refused.</remarks>
    internal async Task<(ReportAddition Addition, WholeReport Whole)> AddAsync(Guid reportId, ReportContent content, IBodyOpener by, CancellationToken cancel)
    {
        await cases.LineUpAsync(reportId, cancel);
        // Who waited in line may find that another office has it now.
        var report = await db.Reports.Where(r => r.Id == reportId).Select(r => new { r.CodeKeyId, r.RegionCode }).SingleOrDefaultAsync(cancel) ?? throw ReportRefusals.ReportUnknown();
        var codes = keys.Of(report.CodeKeyId);
        var first = await cases.FirstBodyAsync(reportId, report.RegionCode, by, cancel);
        var earlier = await db.Additions.AsNoTracking().Where(a => a.ReportId == reportId).OrderBy(a => a.Version).ToListAsync(cancel);
        if (earlier.SingleOrDefault(a => a.RequestKey == content.RequestKey) is { } same)
        {
            return IsSame(same.ContentHash, content, codes)
                ? (same, WholeReport.Of(first, earlier.Where(a => a.Version <= same.Version && a.Purpose == AdditionPurpose.Completion).Select(a => CaseFiles.OpenBody(a, by))))
                : throw ReportRefusals.RequestIdReused();
        }

        var before = WholeReport.Of(first, earlier.Where(a => a.Purpose == AdditionPurpose.Completion).Select(a => CaseFiles.OpenBody(a, by)));
        var whole = before.With(content.Bytes);
        var handling = await db.Cases.Where(c => c.ReportId == reportId).Select(c => c.OfficeCode).SingleOrDefaultAsync(cancel);
        var addition = New(reportId, earlier.Count + 2, AdditionPurpose.Completion, content, whole, codes, Seal(content, handling is null ? whole.Classification.Office : RegionCode.Parse(handling), by));
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
        var file = await cases.ReadAsync(reportId, by, cancel);
        if (file.IsStored)
        {
            if (OfficeEntry.Read(content.Bytes).Entry is { } adopting)
            {
                CaseSteps.RequireHandling(file.Case.OfficeCode, adopting.Office.Code);
                CaseSteps.RequireNoTransfer(file);
            }

            file.Grow(addition.AddedAt);
            await cases.StoreAsync(file, cancel);
        }
        else
        {
            await watch.FollowAsync(file, addition.AddedAt, cancel);
        }

        return (addition, file.Report.Whole);
    }

    /// <summary>Keeps what a reporter tells the office beside the report, in the transaction that is open, as a step of the case.</summary>
    /// <param name="report">The report, as its reporter opened it.</param>
    /// <param name="content">The text, as the narrative.</param>
    /// <param name="question">The question that it answers; 0 for none.</param>
    /// <param name="cancel">Gives up; nothing is kept then.</param>
    /// <returns>The step, or the one that the same request made before.</returns>
    /// <exception cref="RefusalException">QUESTION_UNKNOWN; STEP_NOT_ALLOWED when the case is over; REQUEST_ID_REUSED when the request told something else.</exception>
    internal async Task<CaseEvent> TellAsync(OpenedReport report, ReportContent content, int question, CancellationToken cancel)
    {
        var reportId = report.Id;
        var codes = keys.Of(report.CodeKeyId);
        await cases.LineUpAsync(reportId, cancel);
        var file = await cases.ReadAsync(reportId, report.Code, cancel);
        var earlier = await db.Additions.Where(a => a.ReportId == reportId).Select(a => new { a.RequestKey, a.ContentHash, a.Purpose }).ToListAsync(cancel);
        var facts = new SendMessageRequest { Question = question };
        if (earlier.SingleOrDefault(a => a.RequestKey == content.RequestKey) is { } same)
        {
            var first = same.Purpose == AdditionPurpose.Message ? file.Events.Single(happened => happened.Step == CaseStep.Message && happened.RequestKey == content.RequestKey) : null;
            return first is not null && IsSame(same.ContentHash, content, codes) && first.Facts.AsSpan().SequenceEqual(facts.ToByteArray())
                ? first
                : throw ReportRefusals.RequestIdReused();
        }

        if (question != 0 && !file.Events.Any(happened => happened.Step == CaseStep.Ask && happened.Version == question))
        {
            throw ReportRefusals.QuestionUnknown();
        }

        var addition = New(reportId, earlier.Count + 2, AdditionPurpose.Message, content, file.Report.Whole, codes, Seal(content, file.Office, report.Code));
        file.Take(CaseStep.Message, null, addition.AddedAt, facts, content.RequestKey);
        file.Case.UnreadMessages++;
        db.Additions.Add(addition);
        await cases.StoreAsync(file, cancel);
        return file.Added[^1];
    }

    /// <summary>Keeps what a reporter puts right of the own data, in the transaction that is open. What the report is does not change by it.</summary>
    /// <returns>The correction, or the one that the same request made before.</returns>
    /// <exception cref="RefusalException">REQUEST_ID_REUSED when the request told something else; REPORT_NOT_FOUND when the report is being erased.</exception>
    internal async Task<ReportAddition> CorrectAsync(OpenedReport report, ReportContent content, CancellationToken cancel)
    {
        var codes = keys.Of(report.CodeKeyId);
        await cases.LineUpAsync(report.Id, cancel);
        var earlier = await db.Additions.AsNoTracking().Where(a => a.ReportId == report.Id).ToListAsync(cancel);
        if (earlier.SingleOrDefault(a => a.RequestKey == content.RequestKey) is { } same)
        {
            return same.Purpose == AdditionPurpose.Correction && IsSame(same.ContentHash, content, codes) ? same : throw ReportRefusals.RequestIdReused();
        }

        if (await db.CaseErasures.AnyAsync(e => e.ReportId == report.Id, cancel))
        {
            throw ReportRefusals.ReportNotFound();
        }

        var file = await cases.ReadAsync(report.Id, report.Code, cancel);
        var correction = New(report.Id, earlier.Count + 2, AdditionPurpose.Correction, content, file.Report.Whole, codes, Seal(content, file.Office, report.Code));
        db.Additions.Add(correction);
        await db.SaveChangesAsync(cancel);
        return correction;
    }

    /// <summary>Keeps who a respondent is, as an office recorded it, in the transaction that is open; the step of the case is the caller's.</summary>
    internal async Task RecordAsync(CaseFile file, Respondent details, Guid requestKey, CancellationToken cancel)
    {
        var reportId = file.Report.Id;
        var codes = keys.Of(await db.Reports.Where(r => r.Id == reportId).Select(r => r.CodeKeyId).SingleAsync(cancel));
        var content = ReportContent.Of(new SubmitReportRequest { RequestId = requestKey.ToString(), Respondents = { details } });
        var version = await db.Additions.CountAsync(a => a.ReportId == reportId, cancel) + 2;
        db.Additions.Add(New(reportId, version, AdditionPurpose.Respondent, content, file.Report.Whole, codes, place => sealing.SealForOffice(content.Bytes, place, file.Office)));
    }

    // Asked of its reporter; an office adopts what was kept as informasi awal for what it lacked.
    private Task<bool> IsOpenToAsync(Guid reportId, ReportContent content, CancellationToken cancel) =>
        OfficeEntry.Read(content.Bytes).Entry is null
            ? db.Cases.AnyAsync(c => c.ReportId == reportId && (c.Status == ReportStatus.CompletionRequested || c.Status == ReportStatus.Completed), cancel)
            : db.Cases.AnyAsync(c => c.ReportId == reportId && c.Status == ReportStatus.PreliminaryInformation, cancel);

    // The second one is that of rows from before contents were sealed.
    private static bool IsSame(byte[] stored, ReportContent content, ReportCodes codes) =>
        CryptographicOperations.FixedTimeEquals(stored, codes.ContentMac(content.RequestKey, content.Hash)) | CryptographicOperations.FixedTimeEquals(stored, content.Hash);

    // Sealed to the office that handles the case: it need not be the one that the words name.
    private Func<ContentPlace, SealedContent> Seal(ReportContent content, RegionCode handling, IBodyOpener by) =>
        place => by is ReporterCode reporter ? sealing.Seal(content.Bytes, place, handling, reporter.AccessCode) : new SealedContent(content.Bytes, null);

    private ReportAddition New(Guid reportId, int version, AdditionPurpose purpose, ReportContent content, WholeReport whole, ReportCodes codes, Func<ContentPlace, SealedContent> seal)
    {
        var region = whole.Region?.Code.ToString();
        var stored = seal(new ContentPlace(reportId, region, version));
        return new ReportAddition
        {
            Id = Guid.CreateVersion7(),
            ReportId = reportId,
            Version = version,
            RequestKey = content.RequestKey,
            ContentHash = codes.ContentMac(content.RequestKey, content.Hash),
            Content = stored.Body,
            Identity = stored.Identity,
            Purpose = purpose,
            Kind = whole.Classification.Kind,
            OfficeCode = whole.Classification.Office.ToString(),
            Contest = whole.Classification.Contest,
            RegionCode = region,
            AddedAt = clock.Now(),
        };
    }
}
