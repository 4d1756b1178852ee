using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Review;

namespace Netralitas.Services.Reports.Intake;

internal sealed partial class IntakeEndpoint
{
    /// <summary>What the reporter may know of a report.</summary>
    /// <remarks>An unknown number costs the same work and gets the same answer as a wrong code.</remarks>
    /// <exception cref="RefusalException">REPORT_NOT_FOUND.</exception>
    [AllowAnonymous]
    public override async Task<TrackReportResponse> TrackReport(TrackReportRequest request, ServerCallContext context) =>
        await AnswerAsync(await access.OpenAsync(request.Number, request.AccessCode, context.CancellationToken), context.CancellationToken);

    // What is read here is read for the reporter alone, so how long it takes tells nobody else anything.
    private async Task<TrackReportResponse> AnswerAsync(OpenedReport report, CancellationToken cancel)
    {
        var file = await cases.ReadAsync(report.Id, cancel);
        var officialNumber = await db.OfficialNumbers.Where(n => n.ReportId == report.Id).Select(n => n.Number).SingleOrDefaultAsync(cancel);
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
        };
    }
}
