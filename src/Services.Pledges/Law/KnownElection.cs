using System.Globalization;
using Netralitas.Elections.Contests;
using Netralitas.Geography;

namespace Netralitas.Services.Pledges.Law;

/// <summary>What people are told of an election beside its stable name. Pure.</summary>
/// <param name="Name">In Indonesian; empty for one that is not on record.</param>
/// <param name="VotingOn">First local date of the first vote in the region, or within it; empty where nobody elects, or while it is not known.</param>
/// <param name="Phase">Stable name of where it stands in the region; empty where the region does not elect as one, or while the day on which candidates are fixed is not known.</param>
internal sealed record KnownElection(string Name, string VotingOn, string Phase)
{
    private static readonly KnownElection None = new("", "", "");

    /// <summary>Of an election in a region.</summary>
    /// <param name="schedule">Contests and stages.</param>
    /// <param name="contestId">Stable name.</param>
    /// <param name="region">The region.</param>
    /// <param name="now">Instant of the knowledge, and of the phase.</param>
    internal static KnownElection Of(ElectionSchedule schedule, string contestId, RegionCode region, DateTimeOffset now)
    {
        if (schedule.Contests.FirstOrDefault(each => each.Id == contestId) is not { } contest)
        {
            return None;
        }

        var today = RegionDirectory.TimeZoneOf(region).LocalDate(now);
        return new KnownElection(
            contest.Name,
            schedule.VoteIn(contest, region, now)?.StartsOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            schedule.PhaseOf(contest, region, today, now)?.ToString() ?? "");
    }
}
