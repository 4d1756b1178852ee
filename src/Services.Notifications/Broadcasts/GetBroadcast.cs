using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Broadcasts;

internal sealed partial class BroadcastEndpoint
{
    /// <summary>One broadcast and how far it went.</summary>
    /// <exception cref="RefusalException">BROADCAST_UNKNOWN.</exception>
    [Authorize(Roles = $"{Roles.Central},{Roles.Auditor}")]
    public override async Task<GetBroadcastResponse> GetBroadcast(GetBroadcastRequest request, ServerCallContext context)
    {
        var broadcast = Guid.TryParse(request.BroadcastId, out var id) ? await db.Broadcasts.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, context.CancellationToken) : null;
        return broadcast is null ? throw BroadcastRefusals.BroadcastUnknown() : new GetBroadcastResponse
        {
            State = broadcast.State,
            Title = broadcast.Title,
            Body = broadcast.Body,
            OfficeKind = broadcast.OfficeKind,
            RegionCode = broadcast.RegionCode,
            ToldOffices = broadcast.ToldOffices,
            DraftedAt = broadcast.DraftedAt.ToTimestamp(),
            ApprovedAt = broadcast.State is BroadcastState.Approved or BroadcastState.Told || broadcast.StoppedAt is not null ? broadcast.DecidedAt?.ToTimestamp() : null,
            Offices = await OfficesOfAsync(broadcast, context.CancellationToken),
            StoppedAt = broadcast.StoppedAt?.ToTimestamp(),
        };
    }

    // As the fan-out finds them.
    private Task<int> OfficesOfAsync(Broadcast broadcast, CancellationToken cancel)
    {
        var today = BroadcastFanOut.DateOf(clock.Now());
        return db.Database.SqlQuery<int>(
            $"""
            select count(*)::int as "Value" from notifications.offices o
            where ({broadcast.OfficeKind} = '' or o.kind = {broadcast.OfficeKind})
                and ({broadcast.RegionCode} = '00' or o.region_code = {broadcast.RegionCode} or starts_with(o.region_code, {broadcast.RegionCode} || '.'))
                and (o.valid_from is null or o.valid_from <= {today}) and (o.valid_to is null or o.valid_to >= {today})
            """).SingleAsync(cancel);
    }
}
