using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Contests;
using Netralitas.Elections.Violations;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Review;

internal sealed partial class ReviewEndpoint
{
    /// <summary>The acts are qualified by rows of the catalogue that held on the day of each.</summary>
    /// <remarks>Law: the same act is another violation before and after candidates are fixed [LAW-STG-01]; the class is the examiner's to choose, never the reporter's [LAW-VIO-01, LAW-VIO-02].</remarks>
    /// <exception cref="RefusalException">QUALIFICATION_INVALID with all faults, CASE_NOT_CLAIMED, CASE_CLAIMED, STEP_NOT_ALLOWED, and what every step refuses.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<QualifyCaseResponse> QualifyCase(QualifyCaseRequest request, ServerCallContext context) =>
        StepAsync(request, request.RequestId, request.Number, request.ExpectedVersion, context, (file, caller, now) =>
        {
            CaseSteps.Require(file, CaseStep.Qualify, caller);
            var faults = FaultsOf(request, file, now).ToList();
            if (faults.Count > 0)
            {
                throw ReviewRefusals.QualificationInvalid(faults);
            }

            var qualification = new QualifyCaseRequest { HappenedOn = request.HappenedOn, Qualifications = { request.Qualifications } };
            file.Take(CaseStep.Qualify, caller, now, qualification);
            return new QualifyCaseResponse
            {
                State = CaseWire.State(file),
                Acts = { file.Acts.Select(act => CaseWire.Act(act, PhaseOf(file, act.HappenedOn, now))) },
                Phase = FilingTime.DayOf(request.HappenedOn) is { } day ? PhaseOf(file, day, now)?.ToString() ?? "" : "",
            };
        });

    private static Phase? PhaseOf(CaseFile file, DateOnly day, DateTimeOffset now) =>
        file.Law.Schedule.Contests.FirstOrDefault(contest => contest.Id == file.Case.ContestId) is { } contest && file.Report.Whole.Region is { } region
            ? file.Law.Schedule.PhaseOf(contest, region.Code, day, now) : null;

    private static IEnumerable<FieldFault> FaultsOf(QualifyCaseRequest request, CaseFile file, DateTimeOffset now)
    {
        if (FilingTime.DayOf(request.HappenedOn) is null && (request.HappenedOn.Length > 0 || request.Qualifications.Any(act => act.HappenedOn.Length == 0)))
        {
            yield return new FieldFault("happened_on", "Isi dengan tanggal perbuatan, misalnya 2024-10-05.");
            yield break;
        }

        if (request.Qualifications.Count == 0)
        {
            yield return new FieldFault("qualifications", "Isi sedikitnya satu kualifikasi.");
        }

        var most = file.RespondentCount;
        foreach (var (act, place) in request.Qualifications.Select((act, n) => (act, $"qualifications[{n}]")))
        {
            if (act.Respondent < 1 || act.Respondent > most)
            {
                yield return new FieldFault($"{place}.respondent", $"Isi dengan nomor terlapor, 1 sampai {most}.");
            }

            if (CaseFile.DayOf(act, request) is not { } day)
            {
                yield return new FieldFault($"{place}.happened_on", "Isi dengan tanggal perbuatan ini, misalnya 2024-10-05, atau kosongkan.");
            }
            else if (ViolationCatalogue.Published.For(day, file.Case.Family!.Value, PhaseOf(file, day, now)).All(row => row.Code != act.Code))
            {
                yield return new FieldFault($"{place}.code", "Kode ini tidak ada, atau tidak berlaku pada tanggal, tahapan, atau pemilihan itu.");
            }
            else if (request.Qualifications.Count(other => (other.Respondent, other.Code) == (act.Respondent, act.Code) && CaseFile.DayOf(other, request) == day) > 1)
            {
                yield return new FieldFault(place, "Kualifikasi ini disebut lebih dari sekali.");
            }
        }
    }
}
