using Netralitas.Elections.Authorities;
using Netralitas.Geography;

namespace Netralitas.Services.Reports.FollowUp;

/// <summary>Who decides on a respondent's discipline. Pure.</summary>
/// <param name="Authority">The personnel authority, or whoever stands above one who is himself a respondent.</param>
/// <param name="Office">Its office, as tokens name it; null where it has none here: ministries share one code of a region, so none of them is told apart by it.</param>
/// <param name="IsAbove">Whether it went above one who is himself a respondent.</param>
/// <remarks>Law: the head of the region or the minister [LAW-FWD-04]; never one who is himself a respondent of the case [LAW-FWD-05].</remarks>
internal sealed record PersonnelRoute(PersonnelAuthority Authority, string? Office, bool IsAbove)
{
    /// <summary>The route of a respondent.</summary>
    /// <param name="agency">The kind of agency.</param>
    /// <param name="region">Region of the agency.</param>
    /// <param name="on">Local date of the forwarding.</param>
    /// <param name="respondents">Which personnel authorities are respondents of the case.</param>
    /// <returns>Null when no row holds on that day, or the region has none of the kind.</returns>
    internal static PersonnelRoute? Of(AgencyKind agency, RegionCode region, DateOnly on, AuthoritiesReported respondents)
    {
        if (PersonnelAuthorities.Published.Of(agency, on) is not { } authority || region.At(authority.OfficeLevel!.Value) is not { } seat)
        {
            return null;
        }

        var (at, isAbove) = (authority, false);
        while (respondents.Include(at.OfficeLevel ?? RegionLevel.National, at.OfficeLevel is null ? RegionCode.National : seat) && PersonnelAuthorities.Published.Above(at, on) is { } above)
        {
            (at, isAbove) = (above, true);
        }

        return new PersonnelRoute(at, !isAbove && seat != RegionCode.National ? $"ppk:{seat}" : null, isAbove);
    }
}

/// <summary>Which personnel authorities are respondents of a case. Pure.</summary>
/// <param name="Seats">Those whose region is known.</param>
/// <param name="Levels">The levels of those that a report names by their position alone, wherever that is: none of that level gets the case then.</param>
internal sealed record AuthoritiesReported(IReadOnlySet<RegionCode> Seats, IReadOnlySet<RegionLevel> Levels)
{
    /// <summary>Whether the one of a level and a region is, or may be, among them.</summary>
    internal bool Include(RegionLevel level, RegionCode seat) => Levels.Contains(level) || Seats.Contains(seat);
}
