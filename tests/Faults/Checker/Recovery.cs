using Netralitas.Faults.History;

namespace Netralitas.Faults.Checker;

/// <summary>I12: once the fault is gone, it is quiet within a minute; and rounds of the same fault leave no more memory behind each time.</summary>
internal static class Recovery
{
    private static readonly TimeSpan QuietWithin = TimeSpan.FromSeconds(60);
    private const double MostGrowth = 1.2;

    internal static Finding Check(Facts facts)
    {
        var finding = new Finding("I12", "quiet within 60 s of healing, no memory growth over 20 % in three rounds");
        finding.Check(facts is { HealedAt: { } healed, QuietAt: { } quiet } && quiet - healed <= QuietWithin,
            () => facts.QuietAt is { } at && facts.HealedAt is { } from ? $"quiet only after {(at - from).TotalSeconds:0.0} s" : "never quiet");
        foreach (var (service, rounds) in facts.Rounds)
        {
            finding.Check(rounds.Count >= 3 && rounds[^1] <= rounds[0] * MostGrowth,
                () => $"{service} has {string.Join(", ", rounds.Select(bytes => $"{bytes / 1_048_576} MiB"))} after the rounds");
        }

        return finding;
    }
}
