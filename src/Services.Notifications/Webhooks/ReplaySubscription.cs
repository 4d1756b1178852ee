using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Webhooks;

internal sealed partial class WebhookEndpoint
{
    /// <summary>A subscription goes on after a cursor. When this returns, that survives a crash; what a worker has in hand at this moment may still arrive once more.</summary>
    /// <remarks>The same request again gets the first answer and sets nothing back.</remarks>
    /// <exception cref="RefusalException">SUBSCRIPTION_UNKNOWN, CURSOR_INVALID, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.InboxHolders)]
    public override Task<ReplaySubscriptionResponse> ReplaySubscription(ReplaySubscriptionRequest request, ServerCallContext context) =>
        ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var subscription = await FindForStepAsync(request.SubscriptionId, context);
            var cursor = request.Cursor.Length == 0 ? subscription.Cursor : ReadCursor(request.Cursor);
            (subscription.CursorTransaction, subscription.CursorNoticeId) = (cursor.Transaction, cursor.NoticeId);
            // A changed time takes it out of the hand of whoever has it.
            (subscription.State, subscription.FailedAttempts, subscription.NextAt) = (SubscriptionState.Active, 0, clock.Now());
            return new ReplaySubscriptionResponse { Cursor = cursor.ToString() };
        });
}
