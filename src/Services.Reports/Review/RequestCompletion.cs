using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Review;

internal sealed partial class ReviewEndpoint
{
    private const int LongestMessage = 2000;

    /// <summary>The reporter is asked to complete the report: the clock of completion starts when this notice is served [LAW-SVC-01], that of the first study stands still [LAW-REV-01].</summary>
    /// <exception cref="RefusalException">
    /// MESSAGE_INVALID, REVIEW_MISSING, REQUIREMENTS_MET when nothing is to be completed, CASE_NOT_CLAIMED, CASE_CLAIMED, STEP_NOT_ALLOWED, and what every step refuses.
    /// </exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<RequestCompletionResponse> RequestCompletion(RequestCompletionRequest request, ServerCallContext context) =>
        StepAsync(request, request.RequestId, request.Number, request.ExpectedVersion, context, (file, caller, now) =>
        {
            CaseSteps.Require(file, CaseStep.RequestCompletion, caller);
            if (!ReportWords.Any(request.Message) || request.Message.Length > LongestMessage)
            {
                throw ReviewRefusals.MessageInvalid(new FieldFault("message", $"Isi dengan 1 sampai {LongestMessage} karakter."));
            }

            var review = file.Review ?? throw ReviewRefusals.ReviewMissing();
            if (review.Outcomes.All(outcome => outcome.IsMet))
            {
                throw ReviewRefusals.RequirementsMet();
            }

            var at = file.Take(CaseStep.RequestCompletion, caller, now, new RequestCompletionRequest { Message = request.Message });
            if (file.Case.Family is { } family)
            {
                file.AwaitCompletion(family, at);
            }

            return new RequestCompletionResponse { State = CaseWire.State(file) };
        });
}
