using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Custody;
using Netralitas.Services.Reports.FollowUp;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Transfers;

namespace Netralitas.Services.Reports.Intake;

internal sealed partial class IntakeEndpoint
{
    /// <summary>What the reporter may know of a report.</summary>
    /// <remarks>An unknown number costs the same work and gets the same answer as a wrong code.</remarks>
    /// <exception cref="RefusalException">REPORT_NOT_FOUND.</exception>
    [AllowAnonymous]
    public override async Task<TrackReportResponse> TrackReport(TrackReportRequest request, ServerCallContext context) =>
        await access.OpenEvenErasedAsync(request.Number, request.AccessCode, context.CancellationToken) is var report && report.ErasedAt is null
            ? await AnswerAsync(report, context.CancellationToken) : await ErasedAsync(report, context.CancellationToken);

    private async Task<IEnumerable<DataBreachTold>> BreachesAsync(Guid reportId, CancellationToken cancel)
    {
        var told = await (
            from of in db.BreachReports
            join breach in db.Breaches on of.BreachId equals breach.Id
            join notice in db.BreachNotices on breach.Id equals notice.BreachId
            where of.ReportId == reportId && notice.Audience == BreachAudience.Persons
            orderby notice.NotifiedAt
            select new { breach.KnownAt, notice.NotifiedAt, breach.DataCategories, notice.Text }).ToListAsync(cancel);
        return told.Select(each => new DataBreachTold { KnownAt = each.KnownAt.ToTimestamp(), NotifiedAt = each.NotifiedAt.ToTimestamp(), DataCategories = { each.DataCategories }, Text = each.Text });
    }

    private async Task<TrackReportResponse> ErasedAsync(OpenedReport report, CancellationToken cancel)
    {
        var stands = await db.Cases.Where(c => c.ReportId == report.Id).Select(c => c.Status).SingleAsync(cancel);
        return new TrackReportResponse
        {
            Number = Crockford.Grouped(report.Number),
            Status = stands,
            StatusText = $"{ReportStatuses.Words(stands).Text}. Isi laporan ini sudah dihapus.",
            NextStep = "Tidak ada. Identitas, isi, pesan, dan bukti laporan ini tidak lagi disimpan.",
            ReceivedAt = report.ReceivedAt.ToTimestamp(),
            ErasedAt = report.ErasedAt?.ToTimestamp(),
        };
    }

    // What is read here is read for the reporter alone, so how long it takes tells nobody else anything.
    private async Task<TrackReportResponse> AnswerAsync(OpenedReport report, CancellationToken cancel)
    {
        var own = await cases.ReadAsync(report.Id, report.Code, cancel);
        // A report that was joined follows the other in everything but its own number, receipt and kind.
        var file = own.Case.JoinedTo is { } lead ? await cases.ReadLeadAsync(lead, cancel) : own;
        // Soon it follows nobody: what was withdrawn is the other's report.
        file = file.Case.Status == ReportStatus.Withdrawn ? own : file;
        var forwardings = await db.Forwardings.AsNoTracking().Where(f => f.ReportId == file.Report.Id).OrderBy(f => f.Id).ToListAsync(cancel);
        var officialNumber = await db.OfficialNumbers.Where(n => n.ReportId == report.Id).Select(n => n.Number).SingleOrDefaultAsync(cancel);
        var openings = await db.Openings.Where(opening => opening.ReportId == report.Id)
            .Join(db.OpeningApprovals, opening => opening.Id, approval => approval.OpeningId, (opening, approval) => new { opening.Ground, opening.Evidence, approval.ApprovedAt })
            .OrderBy(opened => opened.ApprovedAt).ToListAsync(cancel);
        var (statusText, nextStep) = ReportStatuses.Words(file.Case.Status);
        return new TrackReportResponse
        {
            Number = Crockford.Grouped(report.Number),
            Status = file.Case.Status,
            StatusText = statusText,
            NextStep = nextStep,
            ReceivedAt = report.ReceivedAt.ToTimestamp(),
            HandedOverAt = own.Report.Whole.HandedOverAt?.ToTimestamp(),
            Kind = own.Report.Kind,
            KindText = ReportKinds.Words(own.Report.Kind),
            OfficialNumber = officialNumber ?? "",
            StatusAt = ReporterNews.StatusAt(file).ToTimestamp(),
            OfficeMessage = ReporterNews.OfficeMessage(own),
            Missing = { ReporterNews.Missing(own) },
            DeadlineText = ReporterNews.DeadlineText(file),
            AwaitsConfirmation = AskedCompletion.AwaitedOf(own) is not null,
            RegistrationNumber = await registrations.NumberOfAsync(file.Report.Id, cancel),
            HandlingOffice = TransferNews.OfficeName(file.Case.OfficeCode),
            TransferText = TransferNews.Sentence(file.Transfers),
            JoinedText = own == file ? "" : "Laporan Anda digabungkan dengan laporan lain tentang peristiwa yang sama. Status dan putusannya mengikuti berkas utama; nomor dan kode akses Anda tetap berlaku.",
            FollowUp = { forwardings.Select(forwarding => ForwardingWire.Sentence(forwarding, file.Law)) },
            Steps = { ReporterNews.Steps(own) },
            Messages = { ReporterNews.Messages(own) },
            DataBreaches = { await BreachesAsync(report.Id, cancel) },
            OpenedIdentities = { openings.Select(opened => new OpenedIdentity { OpenedAt = opened.ApprovedAt.ToTimestamp(), GroundText = Grounds.Words(opened.Ground, opened.Evidence) }) },
        };
    }
}
