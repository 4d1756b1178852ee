using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Inbox;

namespace Netralitas.Services.Notifications.Webhooks;

internal sealed partial class WebhookEndpoint
{
    private const int MostSubscriptions = 100;
    private const int LongestUrl = 500;

    /// <summary>The caller's office is subscribed. When this returns, that survives a crash, and messages begin.</summary>
    /// <remarks>The same request again gets the same subscription with its present secret, which no database holds.</remarks>
    /// <exception cref="RefusalException">
    /// SUBSCRIPTION_INVALID, WEBHOOK_ADDRESS_REFUSED, SUBSCRIPTIONS_TOO_MANY, WEBHOOKS_NOT_CONFIGURED, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED.
    /// </exception>
    [Authorize(Roles = Roles.InboxHolders)]
    public override async Task<CreateSubscriptionResponse> CreateSubscription(CreateSubscriptionRequest request, ServerCallContext context)
    {
        if (!keys.AreConfigured)
        {
            throw WebhookRefusals.WebhooksNotConfigured();
        }

        var answer = await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            if (FaultsOf(request).ToList() is { Count: > 0 } faults)
            {
                throw WebhookRefusals.SubscriptionInvalid(faults);
            }

            await RequirePublicAsync(new Uri(request.Url), context.CancellationToken);
            var caller = Caller.Of(context);
            var office = caller.Office.ToString();
            // One after the other for an office, so that two at once do not pass the limit together.
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({"subscriptions " + office}, 0))", context.CancellationToken);
            if (await db.Subscriptions.CountAsync(s => s.Office == office && s.State == SubscriptionState.Active, context.CancellationToken) >= MostSubscriptions)
            {
                throw WebhookRefusals.SubscriptionsTooMany(MostSubscriptions);
            }

            var subscription = NewSubscription(request, caller, request.Cursor.Length == 0 ? await feed.NowAsync(context.CancellationToken) : InboxCursor.Read(request.Cursor)!);
            db.Subscriptions.Add(subscription);
            return new CreateSubscriptionResponse { SubscriptionId = subscription.Id.ToString() };
        });
        var id = Guid.Parse(answer.SubscriptionId);
        answer.Secret = keys.SecretOf(await db.Subscriptions.AsNoTracking().SingleAsync(s => s.Id == id, context.CancellationToken));
        answer.PublicKeys.Add(keys.PublicKeys);
        return answer;
    }

    private Subscription NewSubscription(CreateSubscriptionRequest request, Caller caller, InboxCursor cursor)
    {
        var now = clock.Now();
        return new Subscription
        {
            Id = Guid.CreateVersion7(now),
            Office = caller.Office.ToString(),
            Url = request.Url,
            Kinds = [.. request.Kinds.Distinct().Select(kind => kind.ToString())],
            RegionCode = request.RegionCode == "00" ? "" : request.RegionCode,
            State = SubscriptionState.Active,
            CursorTransaction = cursor.Transaction,
            CursorNoticeId = cursor.NoticeId,
            KeyId = keys.CurrentId,
            Generation = 1,
            FailedAttempts = 0,
            NextAt = now,
            CreatedBy = caller.Subject,
            CreatedAt = now,
        };
    }

    private IEnumerable<FieldFault> FaultsOf(CreateSubscriptionRequest request)
    {
        if (request.Url.Length > LongestUrl || !Uri.TryCreate(request.Url, UriKind.Absolute, out var url) || !IsAllowed(url))
        {
            yield return new FieldFault("url", $"Isi dengan alamat yang dimulai dengan https://, tanpa nama pengguna dan tanpa tanda #, paling banyak {LongestUrl} karakter.");
        }

        if (request.Kinds.Any(kind => kind is NoticeKind.Unspecified || !Enum.IsDefined(kind)))
        {
            yield return new FieldFault("kinds", "Isi hanya dengan jenis pemberitahuan yang ada, atau kosongkan untuk semua jenis.");
        }

        if (request.RegionCode.Length > 0 && !RegionCode.TryParse(request.RegionCode, out _))
        {
            yield return new FieldFault("region_code", "Isi dengan kode wilayah Kemendagri, atau kosongkan untuk semua wilayah.");
        }

        if (request.Cursor.Length > 0 && InboxCursor.Read(request.Cursor) is null)
        {
            yield return new FieldFault("cursor", "Isi dengan cursor dari WatchNotices, atau kosongkan.");
        }
    }

    private bool IsAllowed(Uri url) =>
        (url.Scheme == Uri.UriSchemeHttps || (options.AllowsPrivateAddresses && url.Scheme == Uri.UriSchemeHttp)) && url.UserInfo.Length == 0 && url.Fragment.Length == 0 && url.Host.Length > 0;

    // Told at once to whoever enters a wrong address; what decides is the address at each connection.
    private async Task RequirePublicAsync(Uri url, CancellationToken cancel)
    {
        if (options.AllowsPrivateAddresses)
        {
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(5));
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(url.IdnHost.Trim('[', ']'), limit.Token);
            if (addresses.Length > 0 && addresses.All(PublicAddresses.IsPublic))
            {
                return;
            }
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException || (exception is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            // A name that leads nowhere is refused as one that leads to the wrong place.
        }

        throw WebhookRefusals.WebhookAddressRefused();
    }
}
