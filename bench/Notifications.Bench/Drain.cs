using System.Diagnostics;

namespace Netralitas.Notifications.Bench;

/// <summary>How fast what piled up goes into inboxes, and out of them.</summary>
/// <param name="Told">From the first of the notices to the last.</param>
/// <param name="Sent">From the first of the notices to the last text message that is recorded as sent.</param>
/// <param name="Notices">How many there were.</param>
internal sealed record Drain(TimeSpan Told, TimeSpan Sent, long Notices)
{
    private const string Notice = "select count(*) from notifications.notices where kind = 'ReportReceived'";
    private const string Sending = "select count(*) from notifications.deliveries where state = 'Sent'";

    /// <summary>Piles events up in the broker while no service runs, and starts one.</summary>
    internal static async Task<(Drain Drain, NotificationsService Service)> RunAsync(BackingServices backing, Publisher publisher, Func<Task<NotificationsService>> startAsync, int events)
    {
        await publisher.PileUpAsync(backing, events);
        var (toldBefore, sentBefore) = (await backing.CountAsync(Notice), await backing.CountAsync(Sending));
        var service = await startAsync();
        var (wanted, from) = (3L * events, 0L);
        TimeSpan? told = null;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await timer.WaitForNextTickAsync())
        {
            var notices = told is null ? await backing.CountAsync(Notice) - toldBefore : wanted;
            from = from == 0 && notices > 0 ? Stopwatch.GetTimestamp() : from;
            told ??= notices == wanted ? Stopwatch.GetElapsedTime(from) : null;
            if (told is not null && await backing.CountAsync(Sending) - sentBefore >= wanted)
            {
                break;
            }
        }

        return (new Drain(told!.Value, Stopwatch.GetElapsedTime(from), wanted), service);
    }
}
