using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Webhooks;

internal sealed partial class WebhookEndpoint
{
    /// <summary>The subscriptions of the caller's office, oldest first.</summary>
    [Authorize(Roles = Roles.InboxReaders)]
    public override async Task<ListSubscriptionsResponse> ListSubscriptions(ListSubscriptionsRequest request, ServerCallContext context)
    {
        var office = Caller.Of(context).Office.ToString();
        var subscriptions = await db.Subscriptions.AsNoTracking().Where(s => s.Office == office).OrderBy(s => s.Id).ToListAsync(context.CancellationToken);
        return new ListSubscriptionsResponse
        {
            Subscriptions =
            {
                subscriptions.Select(s => new WebhookSubscription
                {
                    SubscriptionId = s.Id.ToString(),
                    Url = s.Url,
                    Kinds = { s.Kinds.Select(System.Enum.Parse<NoticeKind>) },
                    RegionCode = s.RegionCode,
                    State = s.State,
                    Cursor = s.Cursor.ToString(),
                    FailedAttempts = s.FailedAttempts,
                    NextAt = s.FailedAttempts > 0 && s.State is SubscriptionState.Active ? s.NextAt.ToTimestamp() : null,
                }),
            },
        };
    }
}
