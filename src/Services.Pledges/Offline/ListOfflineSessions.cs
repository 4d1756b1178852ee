using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Offline;

internal sealed partial class OfflineEndpoint
{
    private const int MostSessions = 1_000;

    /// <summary>The exports of a declaration, and what came back of each.</summary>
    /// <exception cref="RefusalException">DECLARATION_UNKNOWN, REGION_OUTSIDE_OFFICE.</exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<ListOfflineSessionsResponse> ListOfflineSessions(ListOfflineSessionsRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var region = Guid.TryParse(request.DeclarationId, out var id) ? await db.Declarations.Where(d => d.Id == id).Select(d => d.RegionCode).SingleOrDefaultAsync(cancel) : null;
        OwnRegion.Require(region ?? throw PledgeRefusals.DeclarationUnknown(), context);
        var sessions = await db.ListExportsAsync(id, MostSessions, cancel);
        return new ListOfflineSessionsResponse
        {
            Sessions =
            {
                sessions.Select(session => new OfflineSession
                {
                    ExportId = session.Id.ToString(),
                    Device = session.Device,
                    ExportedBy = session.ExportedBy,
                    ExportedAt = OfflinePackage.Instant(session.ExportedAt),
                    ValidUntil = OfflinePackage.Instant(session.ValidUntil),
                    Merges = session.Merges,
                    Rows = session.Rows,
                    Recorded = session.Recorded,
                    ClockDoubtful = session.ClockDoubtful,
                }),
            },
        };
    }
}
