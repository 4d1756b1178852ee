using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Intake;

internal sealed partial class IntakeEndpoint
{
    /// <summary>Adds what its author left out, to informasi awal and to a report whose completion was asked for. When this returns, the addition survives a crash.</summary>
    /// <remarks>
    /// The first receipt stays valid and nothing that was sent before is changed. With name and address the whole becomes a laporan, from this instant on: whether it comes in time is judged
    /// by it, and a laporan that comes too late is one all the same [LAW-REP-01, LAW-REP-03]. A repeat of the same request gets the same answer; of two at once the second waits.
    /// There is no spool behind this: what was received first is safe, and the author sends the rest again.
    /// </remarks>
    /// <exception cref="RefusalException">REPORT_NOT_FOUND, REPORT_EMPTY, REPORT_ALREADY_FORMAL, STEP_NOT_ALLOWED, REQUEST_ID_REUSED.</exception>
    [AllowAnonymous]
    public override async Task<CompleteReportResponse> CompleteReport(CompleteReportRequest request, ServerCallContext context)
    {
        var report = await access.OpenAsync(request.Number, request.AccessCode, context.CancellationToken);
        if (request.Addition is null || ReportContent.IsEmpty(request.Addition))
        {
            throw ReportRefusals.ReportEmpty();
        }

        var added = request.Addition.Clone();
        added.RequestId = request.RequestId;
        await using var transaction = await db.Database.BeginTransactionAsync(context.CancellationToken);
        var hasEvidence = await db.EvidenceItems.AnyAsync(e => e.ReportId == report.Id, context.CancellationToken);
        var (addition, whole) = await additions.AddAsync(report.Id, ReportContent.Of(added), report.Code, context.CancellationToken);
        Failpoint.Reach("complete.before_commit");
        await transaction.CommitAsync(context.CancellationToken);
        Failpoint.Reach("complete.after_commit_before_reply");
        numbering.Raise();
        return new CompleteReportResponse
        {
            Kind = addition.Kind,
            ReceivedAt = report.ReceivedAt.ToTimestamp(),
            AddedAt = addition.AddedAt.ToTimestamp(),
            Remarks = { ReportRequirements.RemarksOn(whole.Report, whole.Reporter, whole.Region, addition.Kind, addition.AddedAt, law.Current, hasEvidence, whole.Classification.Office) },
        };
    }
}
