using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Deliveries;

internal sealed partial class DeliveryEndpoint
{
    private const int DefaultParked = 50;
    private const int LargestParked = 200;

    /// <summary>Deliveries that failed, of notices that no other address has or is about to have, the oldest first.</summary>
    /// <remarks>Pages are cut by the last delivery seen, so that one that fails meanwhile moves nothing.</remarks>
    /// <exception cref="RefusalException">PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID.</exception>
    [Authorize(Roles = Roles.DeliveryOperators)]
    public override async Task<ListParkedDeliveriesResponse> ListParkedDeliveries(ListParkedDeliveriesRequest request, ServerCallContext context)
    {
        var size = Paging.Size(request.PageSize, DefaultParked, LargestParked);
        var after = request.PageToken.Length == 0 ? Guid.Empty : Guid.TryParseExact(request.PageToken, "N", out var id) ? id : throw NotificationRefusals.PageTokenInvalid();
        var page = await db.Deliveries.AsNoTracking()
            .Where(d => d.State == DeliveryState.TemporaryFailure || d.State == DeliveryState.PermanentFailure || d.State == DeliveryState.TechnicalFailure)
            .Where(d => d.Id > after && !db.Deliveries.Any(other => other.NoticeId == d.NoticeId
                && (other.State == DeliveryState.Created || other.State == DeliveryState.Sending || other.State == DeliveryState.Sent || other.State == DeliveryState.Delivered)))
            .OrderBy(d => d.Id).Take(size + 1)
            .Join(db.Notices, d => d.NoticeId, n => n.Id, (delivery, notice) => new { delivery, notice.Office, notice.Kind })
            .OrderBy(row => row.delivery.Id).ToListAsync(context.CancellationToken);
        var response = new ListParkedDeliveriesResponse
        {
            Deliveries = { page.Take(size).Select(row => new ParkedDelivery { Delivery = ToWire(row.delivery), NoticeId = row.delivery.NoticeId.ToString(), Office = row.Office, Kind = row.Kind }) },
        };
        if (page.Count > size)
        {
            response.NextPageToken = page[size - 1].delivery.Id.ToString("N");
        }

        return response;
    }
}
