using System.Security.Cryptography;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Custody;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Sealing;

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
    /// <exception cref="RefusalException">REPORT_NOT_FOUND, after the same work whichever of the two is wrong.</exception>
    private async Task<Tracked> OpenAsync(string givenNumber, string givenCode, CancellationToken cancel)
    {
        var isNumber = Crockford.TryRead(givenNumber, ReportCodes.NumberLength, out var number);
        var isCode = Crockford.TryRead(givenCode, ReportCodes.AccessCodeLength, out var code);
        var wanted = number ?? "";
        // Never the content: how long it is must not show in how long the answer takes.
        var report = await db.Reports.Where(r => r.Number == wanted).Select(r => new { r.Id, r.Number, r.ReceivedAt, r.CodeKeyId, r.CodeVerifier }).SingleOrDefaultAsync(cancel);

        var codes = report is null ? keys.Current : keys.Of(report.CodeKeyId);
        var given = codes.Verifier(code ?? "");
        var expected = report?.CodeVerifier ?? codes.Verifier(wanted);
        var opens = CryptographicOperations.FixedTimeEquals(given, expected) & isNumber & isCode;
        return report is not null && opens ? new Tracked(report.Id, report.Number, report.ReceivedAt, new ReporterCode(code!)) : throw ReportRefusals.ReportNotFound();
    }

    // What is read here is read for the reporter alone, so how long it takes tells nobody else anything.
    private async Task<TrackReportResponse> AnswerAsync(Tracked report, CancellationToken cancel)
    {
        var file = await cases.ReadAsync(report.Id, report.Code, cancel);
        var officialNumber = await db.OfficialNumbers.Where(n => n.ReportId == report.Id).Select(n => n.Number).SingleOrDefaultAsync(cancel);
        var openings = await db.Openings.Where(opening => opening.ReportId == report.Id)
            .Join(db.OpeningApprovals, opening => opening.Id, approval => approval.OpeningId, (opening, approval) => new { opening.Ground, approval.ApprovedAt })
            .OrderBy(opened => opened.ApprovedAt).ToListAsync(cancel);
        var (statusText, nextStep) = ReportStatuses.Words(file.Case.Status);
        return new TrackReportResponse
        {
            Number = Crockford.Grouped(report.Number),
            Status = file.Case.Status,
            StatusText = statusText,
            NextStep = nextStep,
            ReceivedAt = report.ReceivedAt.ToTimestamp(),
            Kind = file.Report.Kind,
            KindText = ReportKinds.Words(file.Report.Kind),
            OfficialNumber = officialNumber ?? "",
            StatusAt = ReporterNews.StatusAt(file).ToTimestamp(),
            OfficeMessage = ReporterNews.OfficeMessage(file),
            Missing = { ReporterNews.Missing(file) },
            DeadlineText = ReporterNews.DeadlineText(file),
            OpenedIdentities = { openings.Select(opened => new OpenedIdentity { OpenedAt = opened.ApprovedAt.ToTimestamp(), GroundText = Grounds.Words(opened.Ground) }) },
        };
    }

    private sealed record Tracked(Guid Id, string Number, DateTimeOffset ReceivedAt, ReporterCode Code);
}
