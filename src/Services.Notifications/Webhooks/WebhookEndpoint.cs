using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Inbox;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Webhooks;

/// <summary>Webhooks for systems of an office. One file for each RPC.</summary>
internal sealed partial class WebhookEndpoint(NotificationsDb db, RequestLedger ledger, InboxFeed feed, WebhookKeys keys, WebhookOptions options, TimeProvider clock)
    : WebhookService.WebhookServiceBase
{
    /// <summary>A subscription of the caller's office, locked until the transaction ends: a worker that has it in hand comes before or after.</summary>
    /// <exception cref="RefusalException">SUBSCRIPTION_UNKNOWN.</exception>
    private async Task<Subscription> FindForStepAsync(string subscriptionId, ServerCallContext context)
    {
        var office = Caller.Of(context).Office.ToString();
        var subscription = Guid.TryParse(subscriptionId, out var id)
            ? await db.Subscriptions.FromSql($"select * from notifications.subscriptions where id = {id} and office = {office} for update").SingleOrDefaultAsync(context.CancellationToken)
            : null;
        return subscription ?? throw WebhookRefusals.SubscriptionUnknown();
    }

    private static InboxCursor ReadCursor(string text) => InboxCursor.Read(text) ?? throw NotificationRefusals.CursorInvalid();
}
