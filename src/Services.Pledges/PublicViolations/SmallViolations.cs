using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Law;

namespace Netralitas.Services.Pledges.PublicViolations;

/// <summary>Cases of one election in one region and below it.</summary>
internal sealed record AreaViolations(string Area, string ContestId, long Registered, long Violations);

/// <summary>What may be told to anyone: no count in which a case could be found, and none from which such a count could be reckoned. Pure.</summary>
/// <remarks>That fewer than five are too few is our own choice, as official statistics often make it; no text that was read asks for it.</remarks>
internal static class SmallViolations
{
    private const long Fewest = 5;

    /// <summary>One region's counts, withheld where they are small, or where they or those of a region around them would give a small one away.</summary>
    /// <param name="count">The counts.</param>
    /// <param name="election">The counts of the election in all regions of the levels.</param>
    /// <param name="levels">The region and each that it lies in, with the regions beside each.</param>
    /// <param name="known">What is known of the election.</param>
    internal static PublicElectionViolations ToPublic(AreaViolations count, IReadOnlyList<AreaViolations> election, IReadOnlyList<(string Area, string[] Beside)> levels, KnownElection known)
    {
        var isWithheld = levels.Any(level => Withheld([.. election.Where(each => level.Beside.Contains(each.Area))]).Contains(level.Area));
        return new PublicElectionViolations
        {
            ContestId = count.ContestId,
            Name = known.Name,
            VotingOn = known.VotingOn,
            IsWithheld = isWithheld,
            Registered = isWithheld ? 0 : count.Registered,
            Violations = isWithheld ? 0 : count.Violations,
        };
    }

    /// <summary>Which of the parts of a whole are withheld: the small ones, and when they are one or few cases together the least of the others with them.</summary>
    internal static IReadOnlySet<string> Withheld(IReadOnlyList<AreaViolations> parts)
    {
        var small = parts.Where(IsSmall).ToList();
        var withheld = small.Select(part => part.Area).ToHashSet(StringComparer.Ordinal);
        if (small.Count == 1 || (small.Count > 0 && small.Sum(part => part.Registered) < Fewest))
        {
            withheld.UnionWith(parts.Where(part => !withheld.Contains(part.Area)).OrderBy(part => part.Registered).ThenBy(part => part.Area, StringComparer.Ordinal).Take(1).Select(part => part.Area));
        }

        return withheld;
    }

    // Few cases, few violations, or few cases in which none was found.
    private static bool IsSmall(AreaViolations part) =>
        part.Registered < Fewest || part.Violations is > 0 and < Fewest || part.Registered - part.Violations is > 0 and < Fewest;
}
