using System.Collections.Concurrent;
using System.Text.Json;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Services.Notifications.Tests.Support;

namespace Netralitas.Notifications.Bench;

/// <summary>Central's notices to fifty subscribers, of which five answer or hang: what the others see of it.</summary>
internal sealed class WebhookFanOut
{
    /// <summary>Subscribers.</summary>
    internal const int Subscribers = 50;

    /// <summary>Of these the last, which hang in the second half.</summary>
    internal const int Hanging = 5;

    private readonly ConcurrentBag<TimeSpan> times = [];
    private long hung;

    private WebhookFanOut(Receiver receiver) => receiver.OnWebhook = TakeAsync;

    /// <summary>Whether the five hang.</summary>
    private bool DoHang { get; set; }

    /// <returns>Times from a notice to its message at the other forty-five: while the five answer, and while they hang; and how many messages hung.</returns>
    internal static async Task<(Times Answering, Times Hanging, long Hung)> RunAsync(NotificationsService notifications, Publisher publisher, Receiver receiver, int perSecond, TimeSpan length)
    {
        var fanOut = new WebhookFanOut(receiver);
        for (var n = 0; n < Subscribers; n++)
        {
            await notifications.Webhooks.CreateSubscriptionAsync(
                new CreateSubscriptionRequest { RequestId = Guid.NewGuid().ToString(), Url = new Uri(receiver.Address, $"webhook/{n}").ToString() }, TestIssuer.Central());
        }

        await fanOut.TurnAsync(publisher, perSecond, TimeSpan.FromSeconds(3));
        var answering = await fanOut.TurnAsync(publisher, perSecond, length);
        fanOut.DoHang = true;
        var hanging = await fanOut.TurnAsync(publisher, perSecond, length);
        return (answering, hanging, Interlocked.Read(ref fanOut.hung));
    }

    private async Task<Times> TurnAsync(Publisher publisher, int perSecond, TimeSpan length)
    {
        times.Clear();
        var events = await publisher.PaceAsync(perSecond, length, (_, _) => { });
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (times.Count < events * (Subscribers - Hanging) && await timer.WaitForNextTickAsync(limit.Token))
        {
        }

        return new Times(times);
    }

    private async Task TakeAsync(int subscriber, string body, CancellationToken given)
    {
        var now = DateTimeOffset.UtcNow;
        if (subscriber >= Subscribers - Hanging)
        {
            if (DoHang)
            {
                Interlocked.Increment(ref hung);
                await Task.Delay(Timeout.Infinite, given);
            }

            return;
        }

        using var message = JsonDocument.Parse(body);
        times.Add(now - message.RootElement.GetProperty("timestamp").GetDateTimeOffset());
    }
}
