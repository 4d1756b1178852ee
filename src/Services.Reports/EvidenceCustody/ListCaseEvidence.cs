using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.EvidenceCustody;

internal sealed partial class CaseEvidenceEndpoint
{
    /// <summary>All evidence of a case with each chain of custody. Reads only, and no contents.</summary>
    /// <exception cref="RefusalException">REPORT_UNKNOWN.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override async Task<ListCaseEvidenceResponse> ListCaseEvidence(ListCaseEvidenceRequest request, ServerCallContext context)
    {
        var file = await cases.FindAsync(request.Number, Caller.Of(context), context.CancellationToken);
        return new ListCaseEvidenceResponse { Evidence = { await openings.OfAsync(file.Report.Id, context.CancellationToken) } };
    }
}
