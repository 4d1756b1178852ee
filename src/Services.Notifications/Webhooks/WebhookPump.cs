using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Deliveries;
using Netralitas.Services.Notifications.Inbox;
using Netralitas.Services.Notifications.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Netralitas.Services.Notifications.Webhooks;

/// <summary>Brings each subscription's notices to its receiver, in order, at least once; any number of replicas.</summary>
/// <remarks>
/// A worker has a subscription in hand until its <see cref="Subscription.NextAt"/>, which it moves on with each message. When it dies, another takes over there and posts the last message again.
/// A receiver that hangs holds up nobody but itself.
/// </remarks>
internal sealed partial class WebhookPump(
    IServiceScopeFactory scopes, NpgsqlDataSource database, InboxFeed feed, WebhookSender sender, WebhookKeys keys, WebhookOptions options, TimeProvider clock, ILogger<WebhookPump> log) : BackgroundService
{
    private const int PageSize = 100;

    // After so many messages others get their turn.
    private const int MessagesInHand = 1000;

    private const string StorePlace =
        """
        stored as (update notifications.subscriptions set cursor_transaction = $3, cursor_notice_id = $4, failed_attempts = $5, state = $6, next_at = $7
            where id = $1 and next_at = $2 and state = 'Active' returning id)
        """;

    private const string StoreAttempt =
        "tried as (insert into notifications.webhook_attempts (subscription_id, notice_id, at, status, fault, milliseconds) values ($1, $8, $9, $10, $11, $12))";

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ForgetsEvery = TimeSpan.FromHours(1);

    private DateTimeOffset forgotAt = DateTimeOffset.MinValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var underWay = new List<Task>();
        while (keys.AreConfigured && !stoppingToken.IsCancellationRequested)
        {
            underWay.RemoveAll(task => task.IsCompleted);
            try
            {
                if (underWay.Count < options.AtOnce)
                {
                    await ForgetAttemptsAsync(stoppingToken);
                    underWay.AddRange((await ClaimAsync(options.AtOnce - underWay.Count, stoppingToken)).Select(subscription => RunAsync(subscription, stoppingToken)));
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception);
            }
            catch (OperationCanceledException)
            {
                // The service stops.
            }

            await Task.Delay(PollInterval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(underWay);
    }

    // Longer than one message takes.
    private DateTimeOffset InHandUntil() => clock.Now().AddSeconds((2 * options.TimeoutSeconds) + 10);

    private async Task<IReadOnlyList<Subscription>> ClaimAsync(int atMost, CancellationToken cancel)
    {
        await using var scope = scopes.BeginOwnWork();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDb>();
        var (now, until) = (clock.Now(), InHandUntil());
        return await db.Subscriptions.FromSql(
            $"""
            update notifications.subscriptions set next_at = {until} where id = any(array(
                select id from notifications.subscriptions where state = 'Active' and next_at <= {now} order by next_at limit {atMost} for update skip locked))
            returning *
            """).AsNoTracking().ToListAsync(cancel);
    }

    // Nobody looks for a fault of last month; in every replica, which does no harm.
    private async Task ForgetAttemptsAsync(CancellationToken cancel)
    {
        var now = clock.Now();
        if (now - forgotAt < ForgetsEvery)
        {
            return;
        }

        forgotAt = now;
        await using var scope = scopes.BeginOwnWork();
        var before = now.AddDays(-options.AttemptDays);
        await scope.ServiceProvider.GetRequiredService<NotificationsDb>().WebhookAttempts.Where(a => a.At < before).ExecuteDeleteAsync(cancel);
    }

    private async Task RunAsync(Subscription subscription, CancellationToken stopping)
    {
        try
        {
            for (var posted = 0; posted < MessagesInHand;)
            {
                var page = await feed.ReadAsync(subscription.Office, subscription.Cursor, PageSize, stopping);
                if (page.Count == 0)
                {
                    await StoreAsync(subscription, null, clock.Now().AddSeconds(options.PollSeconds));
                    return;
                }

                foreach (var told in page)
                {
                    if (!await PassAsync(subscription, told, stopping))
                    {
                        return;
                    }
                }

                posted += page.Count;
            }

            await StoreAsync(subscription, null, clock.Now());
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // After its time another replica goes on at the last place that was stored.
        }
        catch (Exception exception)
        {
            LogFailed(exception);
        }
    }

    /// <summary>Takes the subscription past one notice.</summary>
    /// <returns>False when the receiver did not take it, or somebody else has the subscription in hand now.</returns>
    private async Task<bool> PassAsync(Subscription subscription, ToldNotice told, CancellationToken stopping)
    {
        if (!subscription.Filter.Wants(told.Notice))
        {
            (subscription.CursorTransaction, subscription.CursorNoticeId) = (told.Cursor.Transaction, told.Cursor.NoticeId);
            return true;
        }

        var attempt = await sender.SendAsync(subscription, told, clock.Now(), stopping);
        Failpoint.Reach("webhook.after_call_before_mark");
        if (attempt.Fault is null)
        {
            (subscription.CursorTransaction, subscription.CursorNoticeId, subscription.FailedAttempts) = (told.Cursor.Transaction, told.Cursor.NoticeId, 0);
            return await StoreAsync(subscription, attempt, InHandUntil());
        }

        subscription.FailedAttempts++;
        var delay = RetrySchedule.DelayAfter(options.RetrySeconds, subscription.FailedAttempts, Random.Shared.NextDouble());
        if (attempt.Fault == WebhookFaults.Gone || delay is null)
        {
            subscription.State = SubscriptionState.Disabled;
            LogDisabled(subscription.Id, attempt.Fault);
        }

        await StoreAsync(subscription, attempt, clock.Now() + (delay ?? TimeSpan.Zero));
        return false;
    }

    /// <summary>Stores place and attempt in one commit, unless the subscription was taken out of hand meanwhile; the attempt is on record all the same.</summary>
    private async Task<bool> StoreAsync(Subscription subscription, WebhookAttempt? attempt, DateTimeOffset nextAt)
    {
        await using var command = database.CreateCommand(attempt is null ? $"with {StorePlace} select count(*) from stored" : $"with {StorePlace}, {StoreAttempt} select count(*) from stored");
        object?[] values =
        [
            subscription.Id, subscription.NextAt, subscription.CursorTransaction, subscription.CursorNoticeId, subscription.FailedAttempts, subscription.State.ToString(), nextAt,
            .. attempt is null ? Array.Empty<object?>() : [attempt.NoticeId, attempt.At, attempt.Status, attempt.Fault, attempt.Milliseconds],
        ];
        foreach (var value in values)
        {
            command.Parameters.Add(value switch
            {
                ulong transaction => new NpgsqlParameter { Value = transaction, NpgsqlDbType = NpgsqlDbType.Xid8 },
                null => new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                _ => new NpgsqlParameter { Value = value },
            });
        }

        var isMine = (long)(await command.ExecuteScalarAsync(CancellationToken.None))! == 1;
        subscription.NextAt = nextAt;
        return isMine;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhooks could not be brought on; it is tried again")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(EventName = "SubscriptionDisabled", Level = LogLevel.Warning, Message = "SubscriptionDisabled: subscription {SubscriptionId} is switched off: {Fault}")]
    private partial void LogDisabled(Guid subscriptionId, string fault);
}
