using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Review;

internal sealed partial class ReviewEndpoint
{
    /// <summary>The case is over: of each respondent there is an outcome, and all clocks stop.</summary>
    /// <remarks>What was joined is decided by it too, so each respondent of a joined report has to be one of the case's [LAW-REV-03].</remarks>
    /// <exception cref="RefusalException">DECISION_INVALID with all faults, QUALIFICATION_MISSING, JOINED_RESPONDENT_OPEN, TRANSFER_PENDING, CASE_NOT_CLAIMED, CASE_CLAIMED, STEP_NOT_ALLOWED, and what every step refuses.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<DecideInPlenaryResponse> DecideInPlenary(DecideInPlenaryRequest request, ServerCallContext context) =>
        steps.TakeAsync(request, new AskedStep(request.RequestId, request.Number, request.ExpectedVersion), context, async (file, caller, now) =>
        {
            CaseSteps.Require(file, CaseStep.Discontinue, caller);
            var faults = FaultsOf(request, file, RegionDirectory.TimeZoneOf(file.Office).LocalDate(now)).ToList();
            if (faults.Count > 0)
            {
                throw ReviewRefusals.DecisionInvalid(faults);
            }

            var qualified = (file.Qualification?.Qualifications ?? []).Select(act => act.Respondent).ToHashSet();
            var unqualified = request.Outcomes.Where(each => each.Outcome == PlenaryOutcome.Violation && !qualified.Contains(each.Respondent)).Select(each => each.Respondent).ToList();
            if (unqualified.Count > 0)
            {
                throw ReviewRefusals.QualificationMissing(unqualified);
            }

            var open = JoinedRespondents.Of(file, await cases.ReadJoinedToAsync(file, context.CancellationToken)).Where(each => each.RespondentHere == 0).ToList();
            if (open.Count > 0)
            {
                throw ReviewRefusals.JoinedRespondentOpen(open);
            }

            file.Clocks.StopAll(file.Take(StepOf(request), caller, now, new DecideInPlenaryRequest { DecidedOn = request.DecidedOn, Outcomes = { request.Outcomes } }));
            file.Case.LetGo();
            return new DecideInPlenaryResponse { State = CaseWire.State(file) };
        });

    private static CaseStep StepOf(DecideInPlenaryRequest request) =>
        request.Outcomes.Any(each => each.Outcome == PlenaryOutcome.Violation) ? CaseStep.FindViolation
        : request.Outcomes.Any(each => each.Outcome == PlenaryOutcome.NoViolation) ? CaseStep.FindNoViolation
        : CaseStep.Discontinue;

    private static IEnumerable<FieldFault> FaultsOf(DecideInPlenaryRequest request, CaseFile file, DateOnly today)
    {
        if (FilingTime.DayOf(request.DecidedOn) is not { } decidedOn || decidedOn > today)
        {
            yield return new FieldFault("decided_on", "Isi dengan tanggal rapat pleno yang sudah berlangsung, misalnya 2024-10-05.");
        }

        var most = file.RespondentCount;
        foreach (var (outcome, place) in request.Outcomes.Select((outcome, n) => (outcome, $"outcomes[{n}]")))
        {
            if (outcome.Respondent < 1 || outcome.Respondent > most || request.Outcomes.Count(other => other.Respondent == outcome.Respondent) > 1)
            {
                yield return new FieldFault($"{place}.respondent", $"Sebut setiap terlapor satu kali, 1 sampai {most}.");
            }

            if (outcome.Outcome == PlenaryOutcome.Unspecified || !Enum.IsDefined(outcome.Outcome))
            {
                yield return new FieldFault($"{place}.outcome", "Pilih putusan pleno.");
            }

            if (!ReportWords.Any(outcome.Reason) || outcome.Reason.Length > LongestMessage)
            {
                yield return new FieldFault($"{place}.reason", $"Isi dengan 1 sampai {LongestMessage} karakter.");
            }
        }

        foreach (var missing in Enumerable.Range(1, most).Where(n => request.Outcomes.All(outcome => outcome.Respondent != n)))
        {
            yield return new FieldFault("outcomes", $"Terlapor nomor {missing} belum diputus.");
        }
    }
}
