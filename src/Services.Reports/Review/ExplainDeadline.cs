using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Review;

internal sealed partial class ReviewEndpoint
{
    /// <summary>Each clock of the case with its sentence, its moves and its citation. Reads only.</summary>
    /// <exception cref="RefusalException">REPORT_UNKNOWN.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override async Task<ExplainDeadlineResponse> ExplainDeadline(ExplainDeadlineRequest request, ServerCallContext context)
    {
        var file = await cases.FindAsync(request.Number, Caller.Of(context), context.CancellationToken);
        var now = clock.Now();
        return new ExplainDeadlineResponse { Clocks = { file.Clocks.All.Select(each => CaseWire.Explained(file, each, now)) } };
    }
}
