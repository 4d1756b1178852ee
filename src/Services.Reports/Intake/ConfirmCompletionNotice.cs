using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Review;

namespace Netralitas.Services.Reports.Intake;

internal sealed partial class IntakeEndpoint
{
    /// <summary>The reporter has the notice that asks for a completion: the reporter's time runs from then on. When this returns, that survives a crash.</summary>
    /// <remarks>
    /// Law: [LAW-SVC-01]. The first service stays, whoever recorded it: confirmed again, by this request or another, it is told. Of two at once the second waits.
    /// It is a step of the case, so an officer who works on what was before it is told that the case has changed.
    /// </remarks>
    /// <exception cref="RefusalException">REPORT_NOT_FOUND, REQUEST_ID_INVALID, NOTICE_NOT_AWAITED.</exception>
    [AllowAnonymous]
    public override async Task<ConfirmCompletionNoticeResponse> ConfirmCompletionNotice(ConfirmCompletionNoticeRequest request, ServerCallContext context)
    {
        var report = await access.OpenAsync(request.Number, request.AccessCode, context.CancellationToken);
        if (!Guid.TryParse(request.RequestId, out var requestKey))
        {
            throw ReportRefusals.RequestIdInvalid();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(context.CancellationToken);
        await cases.LineUpAsync(report.Id, context.CancellationToken);
        var file = await cases.ReadAsync(report.Id, report.Code, context.CancellationToken);
        var notice = AskedCompletion.Of(file) ?? throw ReviewRefusals.NoticeNotAwaited();
        if (notice.Served is null)
        {
            if (CaseLife.After(file.Case.Status, CaseStep.Serve) is null)
            {
                throw ReviewRefusals.NoticeNotAwaited();
            }

            // Never before the notice itself, whatever the clocks of replicas say.
            var now = clock.Now();
            file.Serve(new RecordServiceRequest { Means = NoticeServiceMeans.Confirmed, ServedAt = (now > notice.Asked.At ? now : notice.Asked.At).ToTimestamp() }, null, now, requestKey);
            await cases.StoreAsync(file, context.CancellationToken);
            Failpoint.Reach("confirm.before_commit");
            await transaction.CommitAsync(context.CancellationToken);
            Failpoint.Reach("confirm.after_commit_before_reply");
            outbox.Raise();
        }

        return new ConfirmCompletionNoticeResponse
        {
            Number = Crockford.Grouped(report.Number),
            ServedAt = AskedCompletion.Of(file)!.ServedAt?.ToTimestamp(),
            DeadlineText = ReporterNews.DeadlineText(file),
        };
    }
}
