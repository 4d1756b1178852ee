using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Offices;

/// <summary>Who is told when the office that would be told cannot be. Pure.</summary>
internal static class Routing
{
    /// <summary>The office to tell: the wanted one, or whoever stands in for it.</summary>
    /// <param name="wanted">Whom the notice is for.</param>
    /// <param name="respondent">An office whose head is a respondent of the case; null for none. It is never told, and neither is its deputy: the office of its kind above it is.</param>
    /// <param name="find">The directory; null for an office without an entry, which is taken to exist.</param>
    /// <param name="today">Local date of the wanted office.</param>
    /// <returns>Null when nobody is left above it.</returns>
    internal static Office? Addressee(Office wanted, Office? respondent, Func<Office, DirectoryOffice?> find, DateOnly today)
    {
        var seen = new HashSet<Office>();
        for (Office? office = wanted; office is not null && seen.Add(office);)
        {
            if (office == respondent)
            {
                office = Above(office);
                continue;
            }

            var entry = find(office);
            if (entry is null || entry.Exists(today))
            {
                return office;
            }

            office = Office.TryParse(entry.DeputyOffice, out var deputy) ? deputy : Above(office);
        }

        return null;
    }

    /// <summary>The office of the same kind for the region one level up; null above the national one.</summary>
    internal static Office? Above(Office office) =>
        RegionCode.TryParse(office.Code, out var code) && code.Parent is { } parent ? office with { Code = parent.ToString() } : null;

    /// <summary>Bawaslu's offices of a region from the nearest to the centre: the supervisors of the district only while the directory has them and their time lasts.</summary>
    /// <param name="region">The region; null when it is not known.</param>
    /// <param name="find">The directory.</param>
    /// <param name="today">Local date of the region.</param>
    internal static IReadOnlyList<Office> Supervisors(RegionCode? region, Func<Office, DirectoryOffice?> find, DateOnly today)
    {
        var offices = Recipients.Of(region).Select(office => Addressee(office, null, find, today) ?? Office.CentralBawaslu).ToList();
        if (DistrictOffice(region) is { } district && find(district)?.Exists(today) == true)
        {
            offices.Insert(0, district);
        }

        return [.. offices.Distinct()];
    }

    /// <summary>The office of the district that a region is or lies in; null above districts.</summary>
    internal static Office? DistrictOffice(RegionCode? region) =>
        region is { } known && known.At(RegionLevel.District) is { } district ? new Office("bawaslu", district.ToString()) : null;
}
