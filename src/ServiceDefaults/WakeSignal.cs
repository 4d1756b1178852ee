namespace Netralitas.ServiceDefaults;

/// <summary>Wakes a job of this process right after a commit; polling finds what other processes committed.</summary>
public abstract class WakeSignal : IDisposable
{
    private readonly SemaphoreSlim raised = new(0, 1);

    /// <summary>Says that something was committed that the job is for. Any number of times before it wakes is once.</summary>
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

    /// <summary>Waits until it is raised, or for so long.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancel) => raised.WaitAsync(atMost, cancel);

    /// <inheritdoc/>
    public void Dispose()
    {
        raised.Dispose();
        GC.SuppressFinalize(this);
    }
}
