namespace Netralitas.Services.Reports.Numbering;

/// <summary>Wakes this process's numbering right after a commit; polling finds what other processes committed.</summary>
internal sealed class NumberingSignal : IDisposable
{
    private readonly SemaphoreSlim raised = new(0, 1);

    /// <summary>Says that reports were committed.</summary>
    internal void Raise()
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

    public void Dispose() => raised.Dispose();
}
