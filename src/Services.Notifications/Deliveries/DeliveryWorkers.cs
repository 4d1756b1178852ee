using System.Diagnostics.Metrics;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Deliveries;

/// <summary>Sends deliveries whose time has come, each channel by itself, in any number of replicas.</summary>
/// <remarks>
/// No transaction is open while a provider is called. A crash between the call and its record makes the attempt again under the same key. A channel whose provider hangs fills its own places only.
/// </remarks>
internal sealed partial class DeliveryWorkers(
    IEnumerable<IOutwardChannel> channels, DeliveryStore store, AttemptEnds ends, TimeProvider clock, ILogger<DeliveryWorkers> log) : BackgroundService
{
    private static readonly Meter Meter = new("Netralitas.Notifications");

    private static readonly Counter<long> Attempts = Meter.CreateCounter<long>("delivery_attempts_total", "{attempt}", "Attempts by channel, provider and outcome.");

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan GatherFor = TimeSpan.FromMilliseconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(channels.Select(channel => RunAsync(channel, stoppingToken)));

    private async Task RunAsync(IOutwardChannel channel, CancellationToken stopping)
    {
        var underWay = new List<Task>();
        while (!stopping.IsCancellationRequested)
        {
            underWay.RemoveAll(task => task.IsCompleted);
            var claimed = underWay.Count < channel.AtOnce ? await TryClaimAsync(channel, channel.AtOnce - underWay.Count, stopping) : [];
            underWay.AddRange(claimed.Select(sending => SendAsync(channel, sending, stopping)));
            if (claimed.Count == 0)
            {
                // Work that comes meanwhile is seen after the pause; places that become free are filled at once only while there was work.
                await Task.Delay(PollInterval, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            else if (underWay.Count >= channel.AtOnce)
            {
                // Places become free together, because ends share a commit: they are filled by one look.
                await Task.WhenAny(underWay);
                await Task.Delay(GatherFor, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await Task.WhenAll(underWay);
    }

    private async Task<IReadOnlyList<OutwardMessage>> TryClaimAsync(IOutwardChannel channel, int atMost, CancellationToken stopping)
    {
        try
        {
            return await store.ClaimAsync(channel.Channel, atMost, clock.Now(), stopping);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            LogNotClaimed(exception);
            return [];
        }
        catch (OperationCanceledException)
        {
            return [];
        }
    }

    private async Task SendAsync(IOutwardChannel channel, OutwardMessage sending, CancellationToken stopping)
    {
        try
        {
            var outcome = await channel.SendAsync(sending, stopping);
            Failpoint.Reach("delivery.after_call_before_mark");
            // A service that stops still records what it knows, or the message would be sent again.
            await ends.RecordAsync(new EndedAttempt(sending, outcome, clock.Now()));
            Attempts.Add(1, new("channel", channel.Channel.ToString()), new("outcome", outcome.GetType().Name), new("provider", outcome.By));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Whether it was taken is not known: after its time it is sent again, under the same key.
        }
        catch (Exception exception)
        {
            LogNotSettled(exception, sending.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No deliveries could be taken in hand; it is tried again")]
    private partial void LogNotClaimed(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "How delivery {DeliveryId} went could not be recorded; it is sent again under the same key")]
    private partial void LogNotSettled(Exception exception, Guid deliveryId);
}
