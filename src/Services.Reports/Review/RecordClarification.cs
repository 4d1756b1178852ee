using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Review;

internal sealed partial class ReviewEndpoint
{
    private const int LongestClarification = 20_000;

    /// <summary>The invitation or the minutes are in the case.</summary>
    /// <exception cref="RefusalException">CLARIFICATION_INVALID with all faults, CASE_NOT_CLAIMED, CASE_CLAIMED, STEP_NOT_ALLOWED, and what every step refuses.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<RecordClarificationResponse> RecordClarification(RecordClarificationRequest request, ServerCallContext context) =>
        StepAsync(request, request.RequestId, request.Number, request.ExpectedVersion, context, (file, caller, now) =>
        {
            CaseSteps.Require(file, CaseStep.Clarify, caller);
            var clarification = request.Clarification ?? new Clarification();
            var faults = FaultsOf(clarification, file).ToList();
            if (faults.Count > 0)
            {
                throw ReviewRefusals.ClarificationInvalid(faults);
            }

            file.Take(CaseStep.Clarify, caller, now, clarification);
            return new RecordClarificationResponse { State = CaseWire.State(file) };
        });

    private static IEnumerable<FieldFault> FaultsOf(Clarification clarification, CaseFile file)
    {
        if (clarification.Kind == ClarificationKind.Unspecified || !Enum.IsDefined(clarification.Kind))
        {
            yield return new FieldFault("clarification.kind", "Pilih undangan atau berita acara.");
        }

        if (clarification.Party == ClarificationParty.Unspecified || !Enum.IsDefined(clarification.Party))
        {
            yield return new FieldFault("clarification.party", "Pilih siapa yang dimintai keterangan.");
        }

        var isRespondent = clarification.Party == ClarificationParty.Respondent;
        if (isRespondent ? clarification.Respondent < 1 || clarification.Respondent > file.RespondentCount : clarification.Respondent != 0)
        {
            yield return new FieldFault("clarification.respondent", isRespondent ? $"Isi dengan nomor terlapor, 1 sampai {file.RespondentCount}." : "Kosongkan: ini bukan terlapor.");
        }

        if (FilingTime.DayOf(clarification.HeldOn) is null)
        {
            yield return new FieldFault("clarification.held_on", "Isi dengan tanggal, misalnya 2024-10-05.");
        }

        if (!ReportWords.Any(clarification.Text) || clarification.Text.Length > LongestClarification)
        {
            yield return new FieldFault("clarification.text", $"Isi dengan 1 sampai {LongestClarification} karakter.");
        }
    }
}
