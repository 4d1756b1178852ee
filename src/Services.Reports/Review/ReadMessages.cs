using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Review;

internal sealed partial class ReviewEndpoint
{
    /// <summary>Nothing of the reporter up to now is unread any more.</summary>
    /// <exception cref="RefusalException">CASE_NOT_CLAIMED, CASE_CLAIMED, STEP_NOT_ALLOWED, and what every step refuses.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<ReadMessagesResponse> ReadMessages(ReadMessagesRequest request, ServerCallContext context) =>
        StepAsync(request, request.RequestId, request.Number, request.ExpectedVersion, context, (file, caller, now) =>
        {
            CaseSteps.Require(file, CaseStep.ReadMessages, caller);
            file.Take(CaseStep.ReadMessages, caller, now);
            file.Case.UnreadMessages = 0;
            return new ReadMessagesResponse { State = CaseWire.State(file) };
        });
}
