using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.FollowUp;

internal sealed partial class FollowUpEndpoint
{
    /// <summary>A forwarding with its ledger. Reads only.</summary>
    /// <exception cref="RefusalException">FORWARDING_UNKNOWN.</exception>
    [Authorize(Roles = Roles.FollowUpRecorders)]
    public override async Task<GetForwardingResponse> GetForwarding(GetForwardingRequest request, ServerCallContext context)
    {
        var found = await FindAsync(request.ForwardingId, Caller.Of(context), context.CancellationToken);
        var entries = await db.FollowUps.AsNoTracking().Where(e => e.ForwardingId == found.Id).OrderBy(e => e.Number).ToListAsync(context.CancellationToken);
        var file = await cases.ReadAsync(found.ReportId, context.CancellationToken);
        var wire = ForwardingWire.Of(found, await HandlingAsync(found.ReportId, context.CancellationToken), clock.Now());
        wire.RespondentName = ForwardingWire.RespondentOf(file, found).Name;
        return new GetForwardingResponse { Forwarding = wire, Entries = { entries.Select(entry => ForwardingWire.Entry(entry, entries)) } };
    }
}
