using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Clocks;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Review;

internal sealed partial class ReviewEndpoint
{
    /// <summary>A report that was held to have come too late, and is in time by a holiday that became known since, is judged anew [LAW-CAL-07]. The clock of the first study starts anew.</summary>
    /// <remarks>No calendar decides anew by itself: what an officer recorded, an officer reopens. The judgement before counts no more.</remarks>
    /// <exception cref="RefusalException">REPORT_STILL_LATE, CASE_NOT_CLAIMED, CASE_CLAIMED, TRANSFER_PENDING, STEP_NOT_ALLOWED, and what every step refuses.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<ReopenReviewResponse> ReopenReview(ReopenReviewRequest request, ServerCallContext context) =>
        StepAsync(request, request.RequestId, request.Number, request.ExpectedVersion, context, (file, caller, now) =>
        {
            CaseSteps.Require(file, CaseStep.Reopen, caller);
            var reassessment = file.Reassessed ?? throw ReviewRefusals.ReportStillLate();
            var at = file.Take(CaseStep.Reopen, caller, now);
            file.Clocks.Stop(ClockSubject.PreliminaryInformation, at);
            file.StudyAnew(at);
            return new ReopenReviewResponse { State = CaseWire.State(file), Reassessment = reassessment };
        });
}
