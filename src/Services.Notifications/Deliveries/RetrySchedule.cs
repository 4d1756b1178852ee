namespace Netralitas.Services.Notifications.Deliveries;

/// <summary>When what failed is tried again. Pure.</summary>
internal static class RetrySchedule
{
    /// <summary>The schedule that Standard Webhooks publishes, in seconds.</summary>
    internal static IReadOnlyList<int> Standard { get; } = [5, 300, 1800, 7200, 18_000, 36_000, 36_000];

    /// <summary>How long to wait after an attempt.</summary>
    /// <param name="seconds">The schedule; empty means <see cref="Standard"/>.</param>
    /// <param name="attempts">Attempts so far, at least 1.</param>
    /// <param name="chance">From 0 up to 1: spreads what failed together over a fifth of the time.</param>
    /// <returns>Null when no attempt is left.</returns>
    internal static TimeSpan? DelayAfter(IReadOnlyList<int> seconds, int attempts, double chance)
    {
        var schedule = seconds.Count == 0 ? Standard : seconds;
        return attempts > schedule.Count ? null : TimeSpan.FromSeconds(schedule[attempts - 1] * (0.9 + (0.2 * chance)));
    }
}
