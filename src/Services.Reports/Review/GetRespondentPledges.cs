using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Review;

internal sealed partial class ReviewEndpoint
{
    private const string Found = "Ikrar dan pakta integritas atas nama terlapor yang dapat dilihat kantor Anda. Cocokkan nama dan jabatannya sebelum digunakan.";

    private const string Nothing = "Tidak ada ikrar yang dapat ditunjukkan kepada kantor Anda. Ini tidak berarti yang bersangkutan tidak pernah berikrar.";

    private const string Unavailable = "Layanan ikrar sedang tidak dapat dihubungi, sehingga ikrar terlapor belum dapat ditunjukkan. Berkas perkara tetap dapat digunakan; ulangi beberapa saat lagi.";

    /// <summary>What a respondent pledged, asked of the pledges service with the officer's own rights. Reads only: nothing of it stays here but that it was read.</summary>
    /// <exception cref="RefusalException">REPORT_UNKNOWN, RESPONDENT_UNKNOWN, RESPONDENT_NUMBER_INVALID.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override async Task<GetRespondentPledgesResponse> GetRespondentPledges(GetRespondentPledgesRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var file = await cases.FindAsync(request.Number, found => caller.Office.Covers(found.Case.OfficeCode), context.CancellationToken);
        var respondents = file.Respondents;
        if (request.Respondent < 1 || request.Respondent > respondents.Count)
        {
            throw ReviewRefusals.RespondentUnknown(respondents.Count);
        }

        var asked = AskedRespondent.Of(respondents[request.Respondent - 1].Details, request.EmployeeNumber, file.Case.OfficeCode);
        var answer = asked is null ? RespondentAnswer.None : await pledges.FindAsync(asked, context);
        if (answer.IsNumberInvalid && request.EmployeeNumber.Length > 0)
        {
            throw ReviewRefusals.RespondentNumberInvalid();
        }

        return new GetRespondentPledgesResponse
        {
            Pledges = { answer.Pledges },
            IsUnavailable = answer.IsUnavailable,
            Note = answer.IsUnavailable ? Unavailable : answer.Pledges.Count > 0 ? Found : Nothing,
        };
    }
}
