namespace Netralitas.Sequencer.Tests;

/// <summary>Looks until it sees.</summary>
internal static class Eventually
{
    /// <summary>Nothing here takes longer; what does hangs.</summary>
    internal static readonly TimeSpan Within = TimeSpan.FromSeconds(120);

    internal static async Task SeeAsync<T>(Func<Task<T>> ask, T wanted, Func<T, T, bool>? than = null)
    {
        than ??= (seen, expected) => EqualityComparer<T>.Default.Equals(seen, expected);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var limit = new CancellationTokenSource(Within);
        var last = await ask();
        while (!than(last, wanted))
        {
            Assert.False(limit.IsCancellationRequested, $"Not seen within {Within.TotalSeconds} s; last: {last}");
            await timer.WaitForNextTickAsync();
            last = await ask();
        }
    }
}
