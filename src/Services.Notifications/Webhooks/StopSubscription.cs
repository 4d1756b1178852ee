using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Webhooks;

internal sealed partial class WebhookEndpoint
{
    /// <summary>A subscription is switched off and keeps its place. When this returns, that survives a crash; a message that is on its way may still arrive.</summary>
    /// <remarks>The same request again gets the first answer; one that is off stays off.</remarks>
    /// <exception cref="RefusalException">SUBSCRIPTION_UNKNOWN, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.InboxHolders)]
    public override Task<StopSubscriptionResponse> StopSubscription(StopSubscriptionRequest request, ServerCallContext context) =>
        ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var subscription = await FindForStepAsync(request.SubscriptionId, context);
            subscription.State = SubscriptionState.Stopped;
            return new StopSubscriptionResponse { Cursor = subscription.Cursor.ToString() };
        });
}
