using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;
using Wire = Netralitas.Contracts.Notifications.V1;

namespace Netralitas.Services.Notifications.Webhooks;

internal sealed partial class WebhookEndpoint
{
    private const int MostAttempts = 200;

    /// <summary>The last attempts of a subscription, newest first.</summary>
    /// <exception cref="RefusalException">SUBSCRIPTION_UNKNOWN.</exception>
    [Authorize(Roles = Roles.InboxReaders)]
    public override async Task<ListWebhookAttemptsResponse> ListWebhookAttempts(ListWebhookAttemptsRequest request, ServerCallContext context)
    {
        var office = Caller.Of(context).Office.ToString();
        if (!Guid.TryParse(request.SubscriptionId, out var id) || !await db.Subscriptions.AnyAsync(s => s.Id == id && s.Office == office, context.CancellationToken))
        {
            throw WebhookRefusals.SubscriptionUnknown();
        }

        var attempts = await db.WebhookAttempts.AsNoTracking().Where(a => a.SubscriptionId == id).OrderByDescending(a => a.Id).Take(MostAttempts).ToListAsync(context.CancellationToken);
        return new ListWebhookAttemptsResponse
        {
            Attempts = { attempts.Select(a => new Wire.WebhookAttempt { NoticeId = a.NoticeId.ToString(), At = a.At.ToTimestamp(), Status = a.Status, Fault = a.Fault ?? "", Milliseconds = a.Milliseconds }) },
        };
    }
}
