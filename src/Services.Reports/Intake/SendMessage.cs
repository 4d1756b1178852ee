using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Intake;

internal sealed partial class IntakeEndpoint
{
    private const int LongestMessage = 20_000;

    /// <summary>Keeps what the reporter tells the office. When this returns, it survives a crash, and the officers of the case see that there is something to read.</summary>
    /// <remarks>
    /// It is a step of the case, so an officer who works on what was before it is told that the case has changed. The report itself stays as it is [LAW-REV-04]. The same request
    /// again gets the first answer; of two at once the second waits.
    /// </remarks>
    /// <exception cref="RefusalException">REPORT_NOT_FOUND, REQUEST_ID_INVALID, MESSAGE_INVALID, QUESTION_UNKNOWN, STEP_NOT_ALLOWED, REQUEST_ID_REUSED.</exception>
    [AllowAnonymous]
    public override async Task<SendMessageResponse> SendMessage(SendMessageRequest request, ServerCallContext context)
    {
        var report = await access.OpenAsync(request.Number, request.AccessCode, context.CancellationToken);
        if (!Guid.TryParse(request.RequestId, out _))
        {
            throw ReportRefusals.RequestIdInvalid();
        }

        if (!ReportWords.Any(request.Text) || request.Text.Length > LongestMessage)
        {
            throw ReportRefusals.MessageInvalid(LongestMessage);
        }

        var content = ReportContent.Of(new SubmitReportRequest { RequestId = request.RequestId, Narrative = request.Text });
        await using var transaction = await db.Database.BeginTransactionAsync(context.CancellationToken);
        var told = await additions.TellAsync(report, content, request.Question, context.CancellationToken);
        Failpoint.Reach("message.before_commit");
        await transaction.CommitAsync(context.CancellationToken);
        Failpoint.Reach("message.after_commit_before_reply");
        return new SendMessageResponse { Message = told.Version, SentAt = told.At.ToTimestamp() };
    }
}
