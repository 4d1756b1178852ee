using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Webhooks;

internal sealed partial class WebhookEndpoint
{
    private static readonly TimeSpan OldSecretLasts = TimeSpan.FromDays(1);

    /// <summary>A subscription has a new secret. When this returns, that survives a crash; the old one signs too for a day.</summary>
    /// <remarks>The same request again gets the present secret, which no database holds.</remarks>
    /// <exception cref="RefusalException">SUBSCRIPTION_UNKNOWN, WEBHOOKS_NOT_CONFIGURED, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.InboxHolders)]
    public override async Task<RotateSubscriptionSecretResponse> RotateSubscriptionSecret(RotateSubscriptionSecretRequest request, ServerCallContext context)
    {
        if (!keys.AreConfigured)
        {
            throw WebhookRefusals.WebhooksNotConfigured();
        }

        var answer = await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var subscription = await FindForStepAsync(request.SubscriptionId, context);
            (subscription.Generation, subscription.OldSecretUntil) = (subscription.Generation + 1, clock.Now() + OldSecretLasts);
            return new RotateSubscriptionSecretResponse { OldSecretUntil = subscription.OldSecretUntil.Value.ToTimestamp() };
        });
        var id = Guid.Parse(request.SubscriptionId);
        answer.Secret = keys.SecretOf(await db.Subscriptions.AsNoTracking().SingleAsync(s => s.Id == id, context.CancellationToken));
        return answer;
    }
}
