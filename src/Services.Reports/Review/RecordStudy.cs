using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Review;

internal sealed partial class ReviewEndpoint
{
    private const int LongestStudy = 100_000;

    /// <summary>The study is in the case, and before the plenary when that was told.</summary>
    /// <exception cref="RefusalException">STUDY_INVALID, CASE_NOT_CLAIMED, CASE_CLAIMED, STEP_NOT_ALLOWED, and what every step refuses.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<RecordStudyResponse> RecordStudy(RecordStudyRequest request, ServerCallContext context) =>
        StepAsync(request, request.RequestId, request.Number, request.ExpectedVersion, context, (file, caller, now) =>
        {
            CaseSteps.Require(file, CaseStep.Study, caller);
            if (!ReportWords.Any(request.Text) || request.Text.Length > LongestStudy)
            {
                throw ReviewRefusals.StudyInvalid(new FieldFault("text", $"Isi dengan 1 sampai {LongestStudy} karakter."));
            }

            file.Take(CaseStep.Study, caller, now, new RecordStudyRequest { Text = request.Text });
            if (request.IsSubmitted)
            {
                file.Take(CaseStep.Submit, caller, now);
            }

            return new RecordStudyResponse { State = CaseWire.State(file) };
        });
}
