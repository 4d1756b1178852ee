using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Review;

internal sealed partial class ReviewEndpoint
{
    /// <summary>The case is the caller's from then on; the first claim begins the first study.</summary>
    /// <exception cref="RefusalException">CASE_HANDLED_BELOW; CASE_CLAIMED, also when the caller has it already; STEP_NOT_ALLOWED; and what every step refuses.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<ClaimCaseResponse> ClaimCase(ClaimCaseRequest request, ServerCallContext context) =>
        StepAsync(request, request.RequestId, request.Number, request.ExpectedVersion, context, (file, caller, now) =>
        {
            CaseSteps.RequireHandling(file.Case.OfficeCode, caller);
            if (file.Case.ClaimedBy is { } holder)
            {
                throw ReviewRefusals.CaseClaimed(holder, file.Case.ClaimedByOffice!);
            }

            file.Take(CaseStep.Claim, caller, now);
            (file.Case.ClaimedBy, file.Case.ClaimedByOffice) = (caller.Subject, caller.Office.ToString());
            return new ClaimCaseResponse { State = CaseWire.State(file) };
        });
}
