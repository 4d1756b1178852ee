using MassTransit;

namespace Netralitas.Messaging;

/// <summary>Sees when an endpoint neither takes messages nor tries to any more.</summary>
/// <remarks>
/// An endpoint that lost the broker tries again at least every 30 s and says so each time. RabbitMQ.Client 7 can leave one waiting for good, when its connection is cut while queues are
/// declared on it: then nothing is said any more, and the messages lie in the queue.
/// </remarks>
internal sealed class EndpointWatch(TimeSpan patience) : IReceiveEndpointObserver
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(1);

    private long saidAt = Environment.TickCount64;
    private volatile bool takes;

    /// <summary>Ends when nothing was said for too long by an endpoint that takes no messages.</summary>
    internal async Task StuckAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(Often);
        do
        {
            await timer.WaitForNextTickAsync(cancel);
        }
        while (takes || Environment.TickCount64 - Interlocked.Read(ref saidAt) < patience.TotalMilliseconds);
    }

    public Task Ready(ReceiveEndpointReady ready) => SaidAsync(ready.IsStarted);

    public Task Stopping(ReceiveEndpointStopping stopping) => SaidAsync(false);

    public Task Completed(ReceiveEndpointCompleted completed) => SaidAsync(false);

    public Task Faulted(ReceiveEndpointFaulted faulted) => SaidAsync(false);

    private Task SaidAsync(bool isTaking)
    {
        Interlocked.Exchange(ref saidAt, Environment.TickCount64);
        takes = isTaking;
        return Task.CompletedTask;
    }
}
