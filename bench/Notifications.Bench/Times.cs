using System.Globalization;

namespace Netralitas.Notifications.Bench;

/// <summary>How long things took, in their order.</summary>
internal sealed class Times(IEnumerable<TimeSpan> all)
{
    private readonly TimeSpan[] sorted = [.. all.Order()];

    internal int Count => sorted.Length;

    /// <summary>Time that so many in a hundred took at most.</summary>
    internal TimeSpan At(double percent) => sorted.Length == 0 ? TimeSpan.Zero : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * percent / 100))];

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"p50 {At(50).TotalMilliseconds,7:N0} ms   p99 {At(99).TotalMilliseconds,7:N0} ms   longest {At(100).TotalMilliseconds,7:N0} ms");
}
