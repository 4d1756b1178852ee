using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Contests;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Review;

internal sealed partial class ReviewEndpoint
{
    /// <summary>The case is of that contest, and its clocks are those of the contest's law.</summary>
    /// <exception cref="RefusalException">CONTEST_UNKNOWN, CASE_NOT_CLAIMED, CASE_CLAIMED, STEP_NOT_ALLOWED, and what every step refuses.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<AssignContestResponse> AssignContest(AssignContestRequest request, ServerCallContext context) =>
        StepAsync(request, request.RequestId, request.Number, request.ExpectedVersion, context, (file, caller, now) =>
        {
            CaseSteps.Require(file, CaseStep.AssignContest, caller);
            var contest = ContestsOf(file).FirstOrDefault(contest => contest.Id == request.ContestId) ?? throw ReviewRefusals.ContestUnknown();
            var at = file.Take(CaseStep.AssignContest, caller, now, new AssignContestRequest { ContestId = contest.Id });
            file.Assign(contest.Family, contest.Id, at);
            return new AssignContestResponse { State = CaseWire.State(file) };
        });

    /// <summary>The contests in which the place of the act elects; all, where no place is known.</summary>
    private static IEnumerable<Contest> ContestsOf(CaseFile file) =>
        file.Law.Schedule.Contests.Where(contest => file.Report.Whole.Region is not { } region || contest.ElectingRegionOf(region.Code) is not null);
}
