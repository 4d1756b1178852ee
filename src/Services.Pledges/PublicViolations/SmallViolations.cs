using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Law;

namespace Netralitas.Services.Pledges.PublicViolations;

/// <summary>Cases of one election in one region and below it.</summary>
internal sealed record AreaViolations(string Area, string ContestId, long Registered, long Violations);

/// <summary>What may be told to anyone: no count in which a case could be found, and none from which such a count could be reckoned. Pure.</summary>
internal static class SmallViolations
{
    /// <summary>One region's counts, withheld where they are small, or where they or those of a region around them would give a small one away.</summary>
    /// <param name="count">The counts.</param>
    /// <param name="election">The counts of the election in the regions of the path and below them.</param>
    /// <param name="path">The regions from the country to the one that is asked, and the regions below each of them but the last.</param>
    /// <param name="known">What is known of the election.</param>
    internal static PublicElectionViolations ToPublic(AreaViolations count, IReadOnlyList<AreaViolations> election, IReadOnlyList<(string Area, string[] Below)> path, KnownElection known)
    {
        var counts = election.ToDictionary(each => each.Area, each => new GroupCount(each.Registered, each.Violations));
        var isWithheld = SmallGroups.IsSmall(counts.GetValueOrDefault(path[0].Area))
            || path.Zip(path.Skip(1)).Any(level => Withheld(counts, level.First.Area, level.First.Below).Contains(level.Second.Area));
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

    // Cases of a region that are of none below it are a part too.
    private static HashSet<string> Withheld(Dictionary<string, GroupCount> counts, string area, string[] below) =>
        SmallGroups.Withheld(counts.GetValueOrDefault(area), below.Where(counts.ContainsKey).ToDictionary(part => part, part => counts[part]));
}
