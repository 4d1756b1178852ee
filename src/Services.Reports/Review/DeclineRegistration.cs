using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Clocks;
using Netralitas.ServiceDefaults;
using Clock = Netralitas.Elections.Clocks.Clock;

namespace Netralitas.Services.Reports.Review;

internal sealed partial class ReviewEndpoint
{
    /// <summary>The report is not registered, and its reporter is told why; all clocks stop. What lacks a requirement becomes informasi awal [LAW-REV-02].</summary>
    /// <exception cref="RefusalException">
    /// DECISION_INVALID with all faults, REVIEW_MISSING, REQUIREMENTS_MET when a requirement is named as the ground and all of its type are met,
    /// NOTICE_NOT_SERVED, COMPLETION_STILL_OPEN, JOINED_CASES_OPEN when other reports follow this one, CASE_NOT_CLAIMED, CASE_CLAIMED, STEP_NOT_ALLOWED, and what every step refuses.
    /// </exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<DeclineRegistrationResponse> DeclineRegistration(DeclineRegistrationRequest request, ServerCallContext context) =>
        StepAsync(request, request.RequestId, request.Number, request.ExpectedVersion, context, (file, caller, now) =>
        {
            CaseSteps.Require(file, CaseStep.Decline, caller);
            var faults = FaultsOf(request).ToList();
            if (faults.Count > 0)
            {
                throw ReviewRefusals.DecisionInvalid(faults);
            }

            var lacking = LackingType(request.Ground);
            if (lacking is { } type && !(file.Review ?? throw ReviewRefusals.ReviewMissing()).Outcomes.Any(outcome => !outcome.IsMet && TypeOf(file, outcome.Key) == type))
            {
                throw ReviewRefusals.RequirementsMet();
            }

            if (AskedCompletion.AwaitedOf(file) is { } awaited)
            {
                throw ReviewRefusals.NoticeNotServed(awaited.Sentence());
            }

            if (OpenCompletion(file, now) is { } open)
            {
                throw ReviewRefusals.CompletionStillOpen(Elections.Clocks.ExplainDeadline.Sentence(open));
            }

            if (file.Leads)
            {
                throw ReviewRefusals.JoinedCasesOpen();
            }

            var step = lacking is null ? CaseStep.Decline : CaseStep.KeepAsInformation;
            var at = file.Take(step, caller, now, new DeclineRegistrationRequest { Ground = request.Ground, Reason = request.Reason });
            file.Clocks.StopAll(at);
            if (step == CaseStep.KeepAsInformation && file.Case.Family is { } family)
            {
                file.Follow(family, at);
            }

            file.Case.LetGo();
            return new DeclineRegistrationResponse { State = CaseWire.State(file) };
        });

    private static IEnumerable<FieldFault> FaultsOf(DeclineRegistrationRequest request)
    {
        if (request.Ground == DeclineGround.Unspecified || !Enum.IsDefined(request.Ground))
        {
            yield return new FieldFault("ground", "Pilih dasar keputusan.");
        }

        if (!ReportWords.Any(request.Reason) || request.Reason.Length > LongestMessage)
        {
            yield return new FieldFault("reason", $"Tuliskan alasan yang dapat dibaca pelapor, 1 sampai {LongestMessage} karakter.");
        }
    }

    private static RequirementType? LackingType(DeclineGround ground) => ground switch
    {
        DeclineGround.FormalRequirement => RequirementType.Formal,
        DeclineGround.MaterialRequirement => RequirementType.Material,
        DeclineGround.AlreadyHandled or DeclineGround.NotAViolation => null,
        DeclineGround.Unspecified => throw new InvalidOperationException("A ground is told."),
    };

    private static RequirementType TypeOf(CaseFile file, string key) => file.Requirements().Single(requirement => requirement.Key == key).Type;

    // The time that its reporter was given. One whose end cannot be said is not waited for.
    private static Clock? OpenCompletion(CaseFile file, DateTimeOffset now) =>
        file.Clocks.All.FirstOrDefault(clock => clock.Subject == ClockSubject.Completion && clock.IsOpen && clock.Clock.Deadline.EndsAt > now)?.Clock;
}
