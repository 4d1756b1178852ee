namespace Netralitas.Messaging;

/// <summary>Calls that people wait for, in this process. While there are many, the outbox publishes less: to be told that a report is safe comes before others being told of it.</summary>
public sealed class CallsUnderWay
{
    // What a burst of this many leaves of the processor is better spent on ending it.
    private const int Many = 16;

    private int count;

    internal bool AreMany => Volatile.Read(ref count) >= Many;

    /// <summary>A call begins; <see cref="End"/> follows, whatever becomes of it.</summary>
    public void Begin() => Interlocked.Increment(ref count);

    /// <summary>A call ends.</summary>
    public void End() => Interlocked.Decrement(ref count);
}
