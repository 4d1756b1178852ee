using System.Security.Cryptography;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.ServiceDefaults;
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
        await AnswerAsync(await OpenAsync(request.Number, request.AccessCode, context.CancellationToken), context.CancellationToken);

    /// <summary>The report of a number and its code.</summary>
    /// <remarks>A failure is answered the later the more failures there were for its number, known or not; the right code is never delayed, so nobody can keep a reporter out.</remarks>
    /// <exception cref="RefusalException">REPORT_NOT_FOUND, after the same work whichever of the two is wrong.</exception>
    private async Task<Tracked> OpenAsync(string givenNumber, string givenCode, CancellationToken cancel)
    {
        var isNumber = Crockford.TryRead(givenNumber, ReportCodes.NumberLength, out var number);
        var isCode = Crockford.TryRead(givenCode, ReportCodes.AccessCodeLength, out var code);
        var wanted = number ?? "";
        // Never the content: how long it is must not show in how long the answer takes.
        var report = await db.Reports.Where(r => r.Number == wanted)
            .Select(r => new Tracked(r.Id, r.Number, r.ReceivedAt, r.CodeKeyId, r.CodeVerifier)).SingleOrDefaultAsync(cancel);

        var codes = report is null ? keys.Current : keys.Of(report.CodeKeyId);
        var given = codes.Verifier(code ?? "");
        // Made for a known number too, and not used: the work is the same.
        var unknown = codes.Verifier(wanted);
        var opens = CryptographicOperations.FixedTimeEquals(given, report?.CodeVerifier ?? unknown) & isNumber & isCode;
        if (report is not null && opens)
        {
            return report;
        }

        await failures.SlowDownAsync(wanted, cancel);
        throw ReportRefusals.ReportNotFound();
    }

    // What is read here is read for the reporter alone, so how long it takes tells nobody else anything.
    private async Task<TrackReportResponse> AnswerAsync(Tracked report, CancellationToken cancel)
    {
        var own = await cases.ReadAsync(report.Id, cancel);
        // A report that was joined follows the other in everything but its own number, receipt and kind.
        var file = own.Case.JoinedTo is { } lead ? await cases.ReadAsync(lead, cancel) : own;
        var forwardings = await db.Forwardings.AsNoTracking().Where(f => f.ReportId == file.Report.Id).OrderBy(f => f.Id).ToListAsync(cancel);
        var officialNumber = await db.OfficialNumbers.Where(n => n.ReportId == report.Id).Select(n => n.Number).SingleOrDefaultAsync(cancel);
        var (statusText, nextStep) = ReportStatuses.Words(file.Case.Status);
        return new TrackReportResponse
        {
            Number = Crockford.Grouped(report.Number),
            Status = file.Case.Status,
            StatusText = statusText,
            NextStep = nextStep,
            ReceivedAt = report.ReceivedAt.ToTimestamp(),
            Kind = own.Report.Kind,
            KindText = ReportKinds.Words(own.Report.Kind),
            OfficialNumber = officialNumber ?? "",
            StatusAt = ReporterNews.StatusAt(file).ToTimestamp(),
            OfficeMessage = ReporterNews.OfficeMessage(own),
            Missing = { ReporterNews.Missing(own) },
            DeadlineText = ReporterNews.DeadlineText(file),
            RegistrationNumber = await registrations.NumberOfAsync(file.Report.Id, cancel),
            HandlingOffice = TransferNews.OfficeName(file.Case.OfficeCode),
            TransferText = TransferNews.Sentence(file.Transfers),
            JoinedText = own == file ? "" : "Laporan Anda digabungkan dengan laporan lain tentang peristiwa yang sama. Status dan putusannya mengikuti berkas utama; nomor dan kode akses Anda tetap berlaku.",
            FollowUp = { forwardings.Select(ForwardingWire.Sentence) },
            Steps = { ReporterNews.Steps(file) },
            Messages = { ReporterNews.Messages(file) },
        };
    }

    private sealed record Tracked(Guid Id, string Number, DateTimeOffset ReceivedAt, string CodeKeyId, byte[] CodeVerifier);
}
