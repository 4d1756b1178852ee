namespace Netralitas.Messaging;

/// <summary>Wakes this process's dispatcher right after a commit; polling finds what other processes committed.</summary>
public sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim raised = new(0, 1);

    /// <summary>Says that a transaction with events was committed.</summary>
    public void Raise()
    {
        try
        {
            raised.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is raised already.
        }
    }

    internal Task WaitAsync(TimeSpan atMost, CancellationToken cancel) => raised.WaitAsync(atMost, cancel);

    /// <inheritdoc/>
    public void Dispose() => raised.Dispose();
}
