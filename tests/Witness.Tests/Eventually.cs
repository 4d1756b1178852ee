namespace Netralitas.Witness.Tests;

/// <summary>Waits for what another process will show, by asking it until it does.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    /// <summary>Asks until the answer is as wanted; fails with the last answer when time is up.</summary>
    internal static async Task<T> SeeAsync<T>(Func<Task<T>> ask, Func<T, bool> isWanted)
    {
        using var timer = new PeriodicTimer(Between);
        using var limit = new CancellationTokenSource(Within);
        while (true)
        {
            var answer = await ask();
            if (isWanted(answer))
            {
                return answer;
            }

            Assert.False(limit.IsCancellationRequested, $"Not seen within {Within.TotalSeconds} s; last: {answer}");
            await timer.WaitForNextTickAsync();
        }
    }
}
