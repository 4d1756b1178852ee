using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Review;

internal sealed partial class ReviewEndpoint
{
    /// <summary>Nobody has the case from then on; its status stays.</summary>
    /// <exception cref="RefusalException">CASE_NOT_CLAIMED; CASE_CLAIMED when it is another's whose office is not below the caller's; STEP_NOT_ALLOWED; and what every step refuses.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<ReleaseCaseResponse> ReleaseCase(ReleaseCaseRequest request, ServerCallContext context) =>
        StepAsync(request, request.RequestId, request.Number, request.ExpectedVersion, context, (file, caller, now) =>
        {
            if (file.Case.ClaimedBy is not { } holder)
            {
                throw ReviewRefusals.CaseNotClaimed();
            }

            if (!CaseSteps.IsHolder(file, caller) && !IsAbove(caller.Office, file.Case.ClaimedByOffice!))
            {
                throw ReviewRefusals.CaseClaimed(holder, file.Case.ClaimedByOffice!);
            }

            file.Take(CaseStep.Release, caller, now);
            file.Case.LetGo();
            return new ReleaseCaseResponse { State = CaseWire.State(file) };
        });

    private static bool IsAbove(Office office, string holders) =>
        Office.TryParse(holders, out var holding) && office.Code != holding.Code && office.Covers(holding.Code);
}
