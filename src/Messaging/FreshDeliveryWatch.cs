using MassTransit;

namespace Netralitas.Messaging;

/// <summary>Sees when an endpoint has handled a message that was never delivered before, or was given nothing at all for a while.</summary>
internal sealed class FreshDeliveryWatch(TimeSpan quiet) : IFilter<ReceiveContext>
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(100);

    private int active;
    private long lastAt = Environment.TickCount64;
    private volatile bool seen;

    internal async Task SeenAsync(CancellationToken cancel)
    {
        Interlocked.Exchange(ref lastAt, Environment.TickCount64);
        using var timer = new PeriodicTimer(Often);
        while (!seen && (Volatile.Read(ref active) > 0 || Environment.TickCount64 - Interlocked.Read(ref lastAt) < quiet.TotalMilliseconds))
        {
            await timer.WaitForNextTickAsync(cancel);
        }
    }

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        Interlocked.Increment(ref active);
        try
        {
            await next.Send(context);
            seen |= !context.Redelivered;
        }
        finally
        {
            Interlocked.Exchange(ref lastAt, Environment.TickCount64);
            Interlocked.Decrement(ref active);
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("freshDeliveryWatch");
}
