using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Review;

internal sealed partial class ReviewEndpoint
{
    /// <summary>The reporter reads it in TrackReport, and nothing of the reporter up to now is unread any more. No clock moves.</summary>
    /// <exception cref="RefusalException">MESSAGE_INVALID, CASE_NOT_CLAIMED, CASE_CLAIMED, STEP_NOT_ALLOWED, and what every step refuses.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<ReplyToReporterResponse> ReplyToReporter(ReplyToReporterRequest request, ServerCallContext context) =>
        StepAsync(request, request.RequestId, request.Number, request.ExpectedVersion, context, (file, caller, now) =>
        {
            CaseSteps.Require(file, CaseStep.Reply, caller);
            RequireText(request.Text, "text");
            file.Take(CaseStep.Reply, caller, now, new ReplyToReporterRequest { Text = request.Text });
            file.Case.UnreadMessages = 0;
            return new ReplyToReporterResponse { State = CaseWire.State(file) };
        });
}
