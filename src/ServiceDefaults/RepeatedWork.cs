namespace Netralitas.ServiceDefaults;

/// <summary>Work that a service repeats for as long as it runs.</summary>
public static class RepeatedWork
{
    /// <summary>Does the work at once, and then at every tick; what fails is told, and tried again at the next tick.</summary>
    /// <param name="clock">Gives the ticks.</param>
    /// <param name="every">Time between two ticks.</param>
    /// <param name="work">The work. While it goes on longer than a tick, the ticks that it missed are one.</param>
    /// <param name="failed">Told of each failure, but of none that stopping brings.</param>
    /// <param name="stop">Ends it; it then ends without an exception.</param>
    public static async Task RepeatAsync(this TimeProvider clock, TimeSpan every, Func<Task> work, Action<Exception> failed, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(failed);
        using var timer = new PeriodicTimer(every, clock);
        try
        {
            do
            {
                try
                {
                    await work();
                }
                catch (Exception exception) when (!stop.IsCancellationRequested)
                {
                    failed(exception);
                }
            }
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The service stops.
        }
    }
}
