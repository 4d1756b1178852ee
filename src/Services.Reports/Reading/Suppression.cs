namespace Netralitas.Services.Reports.Reading;

/// <summary>What the public is told of counts that add up to a total. Pure.</summary>
/// <param name="Told">Counts that are told, the greatest first.</param>
/// <param name="Others">All the others together.</param>
/// <param name="Total">The total; null when it is withheld.</param>
/// <remarks>
/// Nothing below <see cref="Least"/> is told. What is withheld is two counts at the least and <see cref="Least"/> cases at the least, so that the total less what is told is no count of its own:
/// when there are fewer small ones, the smallest of the others join them. Which keys are withheld is not told; a key without a case is not told either.
/// </remarks>
internal sealed record Suppression(IReadOnlyList<CountedKey> Told, long Others, long? Total)
{
    /// <summary>The least count that is told.</summary>
    internal const long Least = 5;

    /// <summary>Withholds what must be.</summary>
    /// <param name="counts">All counts, each above 0.</param>
    /// <param name="total">All cases, each once; of counts in which a case may be counted several times it is not their sum.</param>
    internal static Suppression Of(IEnumerable<CountedKey> counts, long total)
    {
        var sorted = counts.OrderByDescending(each => each.Count).ThenBy(each => each.Key, StringComparer.Ordinal).ToList();
        var told = sorted.Count(each => each.Count >= Least);
        while (told > 0 && told < sorted.Count && (sorted.Count - told < 2 || sorted.Skip(told).Sum(each => each.Count) < Least))
        {
            told--;
        }

        var others = sorted.Skip(told).Sum(each => each.Count);
        return total < Least || others is > 0 and < Least ? new Suppression([], 0, null) : new Suppression([.. sorted.Take(told)], others, total);
    }
}
