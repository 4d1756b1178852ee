using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Contests;
using Netralitas.Elections.Violations;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Review;

internal sealed partial class ReviewEndpoint
{
    /// <summary>The acts are qualified by rows of the catalogue that held on the day of the act.</summary>
    /// <remarks>Law: the same act is another violation before and after candidates are fixed [LAW-STG-01]; the class is the examiner's to choose, never the reporter's [LAW-VIO-01, LAW-VIO-02].</remarks>
    /// <exception cref="RefusalException">QUALIFICATION_INVALID with all faults, CASE_NOT_CLAIMED, CASE_CLAIMED, STEP_NOT_ALLOWED, and what every step refuses.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<QualifyCaseResponse> QualifyCase(QualifyCaseRequest request, ServerCallContext context) =>
        StepAsync(request, request.RequestId, request.Number, request.ExpectedVersion, context, (file, caller, now) =>
        {
            CaseSteps.Require(file, CaseStep.Qualify, caller);
            var happenedOn = FilingTime.DayOf(request.HappenedOn);
            var phase = happenedOn is { } day ? PhaseOf(file, day, now) : null;
            var faults = FaultsOf(request, file, happenedOn, phase).ToList();
            if (faults.Count > 0)
            {
                throw ReviewRefusals.QualificationInvalid(faults);
            }

            var qualification = new QualifyCaseRequest { HappenedOn = request.HappenedOn, Qualifications = { request.Qualifications } };
            file.Take(CaseStep.Qualify, caller, now, qualification);
            return new QualifyCaseResponse { State = CaseWire.State(file), Acts = { ActsOf(qualification) }, Phase = phase?.ToString() ?? "" };
        });

    private static Phase? PhaseOf(CaseFile file, DateOnly day, DateTimeOffset now) =>
        file.Law.Schedule.Contests.FirstOrDefault(contest => contest.Id == file.Case.ContestId) is { } contest && file.Report.Whole.Region is { } region
            ? file.Law.Schedule.PhaseOf(contest, region.Code, day, now) : null;

    private static IEnumerable<FieldFault> FaultsOf(QualifyCaseRequest request, CaseFile file, DateOnly? happenedOn, Phase? phase)
    {
        if (happenedOn is not { } day)
        {
            yield return new FieldFault("happened_on", "Isi dengan tanggal perbuatan, misalnya 2024-10-05.");
            yield break;
        }

        if (request.Qualifications.Count == 0)
        {
            yield return new FieldFault("qualifications", "Isi sedikitnya satu kualifikasi.");
        }

        var rows = ViolationCatalogue.Published.For(day, file.Case.Family!.Value, phase).Select(row => row.Code).ToHashSet();
        foreach (var (qualification, place) in request.Qualifications.Select((qualification, n) => (qualification, $"qualifications[{n}]")))
        {
            if (qualification.Respondent < 1 || qualification.Respondent > file.RespondentCount)
            {
                yield return new FieldFault($"{place}.respondent", $"Isi dengan nomor terlapor, 1 sampai {file.RespondentCount}.");
            }

            if (!rows.Contains(qualification.Code))
            {
                yield return new FieldFault($"{place}.code", "Kode ini tidak ada, atau tidak berlaku pada tanggal, tahapan, atau pemilihan itu.");
            }

            if (request.Qualifications.Count(other => other.Equals(qualification)) > 1)
            {
                yield return new FieldFault(place, "Kualifikasi ini disebut lebih dari sekali.");
            }
        }
    }

    private static IEnumerable<QualifiedAct> ActsOf(QualifyCaseRequest? qualification) => (qualification?.Qualifications ?? []).Select(act =>
    {
        var row = ViolationCatalogue.Published.Find(act.Code, FilingTime.DayOf(qualification!.HappenedOn)!.Value)!;
        return new QualifiedAct
        {
            Respondent = act.Respondent,
            Code = row.Code,
            Name = row.Name,
            Class = row.Class.ToString(),
            Track = row.Track.ToString(),
            Sanction = row.Sanction,
            DisputedLevel = row.DisputedLevel?.ToString() ?? "",
            Law = row.Citation.Basis,
            Mark = row.Citation.Mark.ToString(),
        };
    });
}
