using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications;

/// <summary>Which offices are told of something that happened in a region. Pure.</summary>
internal static class Recipients
{
    /// <summary>The Bawaslu office of the regency or city, its province's, and central; of a region that is not known, central alone.</summary>
    /// <param name="region">The region; null when it is not known.</param>
    /// <remarks>Offices below the regency exist only during stages of an election; until they are in a directory with dates, the regency's office is told.</remarks>
    internal static IReadOnlyList<Office> Of(RegionCode? region)
    {
        var offices = new List<Office> { Office.CentralBawaslu };
        if (region?.Province is { } province)
        {
            offices.Insert(0, new Office("bawaslu", province.ToString()));
        }

        if (region?.Regency is { } regency)
        {
            offices.Insert(0, new Office("bawaslu", regency.ToString()));
        }

        return offices;
    }

    /// <summary>The office that handles a case, and where it fits those above it.</summary>
    /// <param name="officeCode">Region of the handling office; of one below the regency, the regency's is told.</param>
    /// <param name="andAbove">Whether its province and the centre are told too.</param>
    internal static IReadOnlyList<Office> OfCase(string officeCode, bool andAbove)
    {
        var offices = Of(RegionOf(officeCode)?.Code);
        return andAbove ? offices : [offices[0]];
    }

    /// <summary>The Bawaslu office of a region and the personnel authority beside it: of the regency or city, or of the province where there is none; central Bawaslu alone for the country.</summary>
    /// <param name="region">The region; null when it is not known.</param>
    internal static IReadOnlyList<Office> OfAuthority(RegionCode? region)
    {
        var nearest = Of(region)[0];
        return nearest == Office.CentralBawaslu ? [nearest] : [nearest, new Office("ppk", nearest.Code)];
    }

    /// <summary>The region of an event's code; null for none, or for one that this release does not know.</summary>
    internal static Region? RegionOf(string? code) => RegionCode.TryParse(code, out var parsed) ? RegionDirectory.Find(parsed) : null;
}
