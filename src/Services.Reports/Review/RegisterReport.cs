using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Clocks;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Numbering;

namespace Netralitas.Services.Reports.Review;

internal sealed partial class ReviewEndpoint
{
    /// <summary>The report is registered, with the next number of the office's register, and cannot be withdrawn any more; the clock of handling starts, those before it stop.</summary>
    /// <exception cref="RefusalException">
    /// TRANSFER_PENDING, REPORT_NOT_FORMAL, CONTEST_MISSING, FINDING_NOT_FIXED, REVIEW_MISSING, REQUIREMENTS_NOT_MET, CASE_NOT_CLAIMED, CASE_CLAIMED, STEP_NOT_ALLOWED, and what every step refuses.
    /// </exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<RegisterReportResponse> RegisterReport(RegisterReportRequest request, ServerCallContext context) =>
        steps.TakeAsync(request, new AskedStep(request.RequestId, request.Number, request.ExpectedVersion), context, async (file, caller, now) =>
        {
            CaseSteps.Require(file, CaseStep.Register, caller);
            if (!Register.Has(file.Report.Kind))
            {
                throw ReviewRefusals.ReportNotFormal();
            }

            var family = file.Case.Family ?? throw ReviewRefusals.ContestMissing();
            if (file.Report.Kind == ReportKind.Temuan && !file.Events.Any(happened => happened.Step == CaseStep.FixFinding))
            {
                throw ReviewRefusals.FindingNotFixed();
            }

            var notMet = (file.Review ?? throw ReviewRefusals.ReviewMissing()).Outcomes.Where(outcome => !outcome.IsMet).Select(outcome => outcome.Key).ToList();
            // The law of a contest that was assigned after the judgement may make the report late.
            if (file.IsLate && !notMet.Contains(ReportRequirements.ReportedInTime))
            {
                notMet.Add(ReportRequirements.ReportedInTime);
            }

            if (notMet.Count > 0)
            {
                throw ReviewRefusals.RequirementsNotMet(notMet);
            }

            var at = file.Take(CaseStep.Register, caller, now);
            file.Clocks.StopAll(at);
            file.Clocks.Start(ClockSubject.Handling, family, file.Office, at, at);
            var number = await registrations.EnterAsync(file, at, context.CancellationToken);
            return new RegisterReportResponse { State = CaseWire.State(file), RegistrationNumber = number };
        });
}
