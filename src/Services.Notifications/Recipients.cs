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

    /// <summary>The personnel authority of a region and the Bawaslu office beside it; of a region below the regency those of the regency.</summary>
    /// <param name="regionCode">Kemendagri code; of the country, or one that is not known, central Bawaslu alone.</param>
    internal static IReadOnlyList<Office> OfAuthority(string regionCode)
    {
        var bawaslu = Of(RegionOf(regionCode)?.Code)[0];
        return bawaslu == Office.CentralBawaslu ? [bawaslu] : [new Office("ppk", bawaslu.Code), bawaslu];
    }

    /// <summary>An office that has a duty to prevent, and the Bawaslu office that stands above it: of a regency and of what is below it the regency's own.</summary>
    /// <param name="office">As kind:code; one that cannot be read is passed over.</param>
    /// <param name="regionCode">Kemendagri code of its region.</param>
    internal static IReadOnlyList<Office> OfDuty(string office, string regionCode)
    {
        var bawaslu = Of(RegionOf(regionCode)?.Code)[0];
        return Office.TryParse(office, out var holder) ? [holder, bawaslu] : [bawaslu];
    }

    /// <summary>The region of an event's code; null for none, or for one that this release does not know.</summary>
    internal static Region? RegionOf(string? code) => RegionCode.TryParse(code, out var parsed) ? RegionDirectory.Find(parsed) : null;
}
