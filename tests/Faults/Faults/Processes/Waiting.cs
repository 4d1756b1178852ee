namespace Netralitas.Faults.Processes;

/// <summary>Waits for what another process will show, by asking it until it does.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    /// <exception cref="TimeoutException">It was not so in time.</exception>
    internal static async Task UntilAsync(Func<Task<bool>> isSo, TimeSpan within, string what, CancellationToken cancel)
    {
        if (!await IsSoAsync(isSo, within, cancel))
        {
            throw new TimeoutException($"{what}: not within {within.TotalSeconds:0} s.");
        }
    }

    /// <returns>Whether it was so in time.</returns>
    internal static async Task<bool> IsSoAsync(Func<Task<bool>> isSo, TimeSpan within, CancellationToken cancel)
    {
        var ends = DateTimeOffset.UtcNow + within;
        while (true)
        {
            if (await isSo())
            {
                return true;
            }

            if (DateTimeOffset.UtcNow > ends)
            {
                return false;
            }

            await Task.Delay(Between, cancel);
        }
    }
}
