using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;
using Wire = Netralitas.Contracts.Notifications.V1;

namespace Netralitas.Services.Notifications.Deliveries;

internal sealed partial class DeliveryEndpoint
{
    /// <summary>The deliveries of one notice in the order in which its addresses were tried.</summary>
    /// <exception cref="RefusalException">NOTICE_UNKNOWN.</exception>
    [Authorize(Roles = $"{Roles.InboxReaders},{Roles.Ops}")]
    public override async Task<ListDeliveriesResponse> ListDeliveries(ListDeliveriesRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var office = Guid.TryParse(request.NoticeId, out var id) ? await db.Notices.Where(n => n.Id == id).Select(n => n.Office).SingleOrDefaultAsync(context.CancellationToken) : null;
        if (!Office.TryParse(office, out var told) || !MaySee(caller, told))
        {
            throw NotificationRefusals.NoticeUnknown();
        }

        var deliveries = await db.Deliveries.AsNoTracking().Where(d => d.NoticeId == id).OrderBy(d => d.Step).ToListAsync(context.CancellationToken);
        return new ListDeliveriesResponse { Deliveries = { deliveries.Select(ToWire) } };
    }

    private static bool MaySee(Caller caller, Office office) =>
        caller.Role is Roles.Central or Roles.Auditor or Roles.Ops || (office.Kind == caller.Office.Kind && caller.Office.Covers(office.Code));

    private static Wire.Delivery ToWire(Delivery delivery) => new()
    {
        DeliveryId = delivery.Id.ToString(),
        Channel = delivery.Channel.ToString().ToUpperInvariant(),
        Function = delivery.Function,
        Address = Hidden(delivery.Address),
        State = delivery.State,
        Attempts = delivery.Attempts,
        Provider = delivery.Provider ?? "",
        ProviderReference = delivery.Reference ?? "",
        Fault = delivery.Fault ?? "",
        NextAt = delivery.State is DeliveryState.Created ? delivery.NextAt.ToTimestamp() : null,
        SentAt = delivery.SentAt?.ToTimestamp(),
        SettledAt = delivery.SettledAt?.ToTimestamp(),
    };

    /// <summary>An address with its middle hidden: enough to tell two apart, too little to write to. Of a mailbox the host stays.</summary>
    internal static string Hidden(string address)
    {
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? $"{address[..4]}…{address[^2..]}" : $"{address[..1]}…{address[at..]}";
    }
}
