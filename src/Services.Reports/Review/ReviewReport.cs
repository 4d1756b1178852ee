using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Review;

internal sealed partial class ReviewEndpoint
{
    private const int LongestNote = 500;

    /// <summary>What the office holds of each requirement is recorded; registration and its decline go by it.</summary>
    /// <remarks>Law: formal and material requirements [LAW-REP-01, LAW-REP-02]. The text of the report is a proposal; the office decides, but on whether a laporan came in time the clock does.</remarks>
    /// <exception cref="RefusalException">REVIEW_INVALID with all faults, CASE_NOT_CLAIMED, CASE_CLAIMED, STEP_NOT_ALLOWED, and what every step refuses.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<ReviewReportResponse> ReviewReport(ReviewReportRequest request, ServerCallContext context) =>
        StepAsync(request, request.RequestId, request.Number, request.ExpectedVersion, context, (file, caller, now) =>
        {
            CaseSteps.Require(file, CaseStep.Review, caller);
            var faults = FaultsOf(request, file).ToList();
            if (faults.Count > 0)
            {
                throw ReviewRefusals.ReviewInvalid(faults);
            }

            file.Take(CaseStep.Review, caller, now, new ReviewReportRequest { Outcomes = { request.Outcomes } });
            return new ReviewReportResponse { State = CaseWire.State(file), NotMet = { request.Outcomes.Where(outcome => !outcome.IsMet).Select(outcome => outcome.Key) } };
        });

    private static IEnumerable<FieldFault> FaultsOf(ReviewReportRequest request, CaseFile file)
    {
        var requirements = file.Requirements();
        foreach (var (outcome, place) in request.Outcomes.Select((outcome, n) => (outcome, $"outcomes[{n}]")))
        {
            if (requirements.FirstOrDefault(requirement => requirement.Key == outcome.Key) is not { } requirement)
            {
                yield return new FieldFault($"{place}.key", "Syarat ini tidak ada. Isi dengan key dari checklist GetCase.");
                continue;
            }

            if (request.Outcomes.Count(other => other.Key == outcome.Key) > 1)
            {
                yield return new FieldFault($"{place}.key", "Syarat ini disebut lebih dari sekali.");
            }

            if (outcome.Key == ReportRequirements.ReportedInTime && outcome.IsMet && file.IsLate)
            {
                yield return new FieldFault($"{place}.is_met", $"Laporan datang setelah batas waktunya. {requirement.Advice}".TrimEnd());
            }

            var needsNote = !outcome.IsMet || outcome.IsMet != requirement.IsMet;
            if (needsNote && !ReportWords.Any(outcome.Note))
            {
                yield return new FieldFault($"{place}.note", "Tuliskan alasannya: syarat dinyatakan belum terpenuhi, atau penilaian berbeda dari isi laporan.");
            }

            if (outcome.Note.Length > LongestNote)
            {
                yield return new FieldFault($"{place}.note", $"Paling panjang {LongestNote} karakter.");
            }
        }

        foreach (var missing in requirements.Where(requirement => request.Outcomes.All(outcome => outcome.Key != requirement.Key)))
        {
            yield return new FieldFault("outcomes", $"Syarat {missing.Key} belum dinilai.");
        }
    }
}
