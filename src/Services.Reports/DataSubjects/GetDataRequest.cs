using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.DataSubjects;

internal sealed partial class DataRequestEndpoint
{
    /// <summary>A request with what was asked. Reads only.</summary>
    /// <exception cref="RefusalException">DATA_REQUEST_UNKNOWN.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override async Task<GetDataRequestResponse> GetDataRequest(GetDataRequestRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var asked = await FindAsync(request.DataRequestId, Caller.Of(context), cancel);
        var content = SubjectContent.Open(asked, keys);
        var answer = await db.SubjectRequestAnswers.AsNoTracking().SingleOrDefaultAsync(a => a.SubjectRequestId == asked.Id, cancel);
        var number = asked.ReportId is { } report ? await db.Reports.Where(r => r.Id == report).Select(r => r.Number).SingleAsync(cancel) : null;
        return new GetDataRequestResponse
        {
            Request = WireOf(asked, await db.DataClocks.AsNoTracking().SingleAsync(c => c.OwnerId == asked.Id, cancel), answer, number),
            Applicant = content.Applicant,
            Text = content.Text,
        };
    }
}
