using System.Globalization;

namespace Netralitas.Gateway.Bench;

/// <summary>How long calls took.</summary>
internal sealed class Times(IEnumerable<TimeSpan> taken)
{
    private readonly TimeSpan[] sorted = [.. taken.Order()];

    internal int Count => sorted.Length;

    internal TimeSpan Median => At(0.5);

    /// <summary>What a share of the calls took at most.</summary>
    internal TimeSpan At(double share) => sorted.Length == 0 ? TimeSpan.Zero : sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * share)];

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Count,7:N0} calls   p50 {Median.TotalMilliseconds,8:N1} ms   p99 {At(0.99).TotalMilliseconds,8:N1} ms   slowest {At(1).TotalMilliseconds,8:N1} ms");
}
