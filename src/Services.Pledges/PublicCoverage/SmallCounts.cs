using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.PublicCoverage;

/// <summary>What may be told to anyone: no group in which a person could be found.</summary>
/// <remarks>That fewer than five are too few is our own choice, as official statistics often make it; no text that was read asks for it.</remarks>
internal static class SmallCounts
{
    private const long Fewest = 5;

    /// <summary>A whole, withheld when it is small.</summary>
    internal static Wire.PublicCoverage Whole(Wire.Coverage total) => ToPublic(total, IsSmall(total));

    /// <summary>Parts of a whole. When one alone is withheld it could be reckoned from the others: the least of those that are left goes with it.</summary>
    internal static IReadOnlyList<Wire.PublicCoverage> Parts(IReadOnlyList<Wire.Coverage> parts)
    {
        var withheld = parts.Where(IsSmall).ToHashSet(ReferenceEqualityComparer.Instance);
        if (withheld.Count == 1 && parts.Where(part => !withheld.Contains(part)).MinBy(part => part.Expected) is { } least)
        {
            withheld.Add(least);
        }

        return [.. parts.Select(part => ToPublic(part, withheld.Contains(part)))];
    }

    // Few people, few who pledged, or few who did not.
    private static bool IsSmall(Wire.Coverage coverage) =>
        coverage.Expected < Fewest || coverage.Pledged is > 0 and < Fewest || coverage.Expected - coverage.Pledged is > 0 and < Fewest;

    private static Wire.PublicCoverage ToPublic(Wire.Coverage coverage, bool isWithheld) => new()
    {
        Key = coverage.Key,
        Label = coverage.Label,
        IsWithheld = isWithheld,
        Expected = isWithheld ? 0 : coverage.Expected,
        Pledged = isWithheld ? 0 : coverage.Pledged,
    };
}
