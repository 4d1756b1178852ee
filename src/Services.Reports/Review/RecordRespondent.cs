using Google.Protobuf.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Review;

internal sealed partial class ReviewEndpoint
{
    private const int LongestDetail = 500;
    private const int MostRespondents = 500;

    /// <summary>A respondent is added, identified or put right. What the report told stays; who the person is is sealed to the handling office and to central.</summary>
    /// <remarks>Law: none read names a form for it; a case has to know whom it decides on and forwards [LAW-FWD-07]. The step and the addition are stored together, so a crash leaves both or neither.</remarks>
    /// <exception cref="RefusalException">RESPONDENT_INVALID with all faults, TRANSFER_PENDING, CASE_NOT_CLAIMED, CASE_CLAIMED, STEP_NOT_ALLOWED, and what every step refuses.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<RecordRespondentResponse> RecordRespondent(RecordRespondentRequest request, ServerCallContext context) =>
        steps.TakeAsync(request, new AskedStep(request.RequestId, request.Number, request.ExpectedVersion), context, async (file, caller, now) =>
        {
            CaseSteps.Require(file, CaseStep.Identify, caller);
            var joined = await cases.ReadJoinedToAsync(file, context.CancellationToken);
            var matched = request.Joined.Select(Normal).ToList();
            var faults = FaultsOf(request, file, matched, joined).ToList();
            if (faults.Count > 0)
            {
                throw ReviewRefusals.RespondentInvalid(faults);
            }

            var known = file.Respondents.Count;
            var isAdded = request.Respondent == 0 || request.Respondent > known;
            var facts = new RecordRespondentRequest
            {
                Respondent = isAdded ? known + 1 : request.Respondent,
                Details = isAdded ? null : new Respondent(),
                Basis = request.Basis,
                Joined = { matched },
            };
            var key = Guid.Parse(request.RequestId);
            await additions.RecordAsync(file, request.Details, key, context.CancellationToken);
            file.Identify(facts, request.Details, caller, now, key);
            return new RecordRespondentResponse { State = CaseWire.State(file), Respondents = { file.Respondents.Select(CaseWire.Respondent) } };
        });

    private static IEnumerable<FieldFault> FaultsOf(RecordRespondentRequest request, CaseFile file, List<JoinedRespondent> matched, List<CaseFile> joined)
    {
        var known = file.Respondents.Count;
        var most = Math.Max(1, known);
        if (request.Respondent < 0 || request.Respondent > most)
        {
            yield return new FieldFault("respondent", $"Isi dengan nomor terlapor, 1 sampai {most}, atau 0 untuk menambah terlapor.");
        }
        else if (request.Respondent == 0 && CaseLife.After(file.Case.Status, CaseStep.Qualify) is null && file.Outcomes.Any())
        {
            yield return new FieldFault("respondent", "Rapat pleno sudah memutus, sehingga terlapor tidak dapat ditambah lagi. Identitas terlapor yang ada masih dapat diperbaiki.");
        }
        else if (known >= MostRespondents && request.Respondent == 0)
        {
            yield return new FieldFault("respondent", $"Satu berkas memuat paling banyak {MostRespondents} terlapor.");
        }

        if (request.Details is null || !ReportWords.Any(request.Details))
        {
            yield return new FieldFault("details", "Isi sedikitnya satu keterangan tentang terlapor, misalnya nama, NIP, atau jabatannya.");
        }

        foreach (var field in Respondent.Descriptor.Fields.InDeclarationOrder().Where(field => request.Details is { } told && field.FieldType == FieldType.String && ((string)field.Accessor.GetValue(told)).Length > LongestDetail))
        {
            yield return new FieldFault($"details.{field.Name}", $"Paling panjang {LongestDetail} karakter.");
        }

        if (!ReportWords.Any(request.Basis) || request.Basis.Length > LongestMessage)
        {
            yield return new FieldFault("basis", $"Isi dari mana kantor mengetahuinya, 1 sampai {LongestMessage} karakter, tanpa data pribadi.");
        }

        foreach (var (match, n) in matched.Select((match, n) => (match, n)))
        {
            if (joined.Find(other => Crockford.Grouped(other.Report.Number) == match.Number) is not { } other || other.Respondents.All(each => each.Number != match.Respondent))
            {
                yield return new FieldFault($"joined[{n}]", "Isi dengan nomor laporan yang digabungkan ke berkas ini dan nomor terlapornya; lihat joined_respondents dari GetCase.");
            }
        }
    }

    private static JoinedRespondent Normal(JoinedRespondent told) => new()
    {
        Number = Crockford.TryRead(told.Number, ReportCodes.NumberLength, out var number) ? Crockford.Grouped(number) : told.Number,
        Respondent = told.Respondent,
    };
}
