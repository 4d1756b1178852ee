using Microsoft.EntityFrameworkCore;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Offices;

/// <summary>The directory as those who tell offices need it.</summary>
internal sealed class OfficeDirectory(NotificationsDb db)
{
    /// <summary>Bawaslu's offices that are told of something in a region, from the nearest to the centre.</summary>
    /// <param name="region">The region; null when it is not known.</param>
    /// <param name="now">The present instant; the date is that of the region.</param>
    /// <param name="cancel">Gives up.</param>
    internal async Task<IReadOnlyList<Office>> SupervisorsAsync(Region? region, DateTimeOffset now, CancellationToken cancel)
    {
        var entries = await FindAsync([.. Recipients.Of(region?.Code), .. Routing.DistrictOffice(region?.Code) is { } district ? [district] : Array.Empty<Office>()], cancel);
        var zone = region?.TimeZone ?? IndonesianTimeZone.Wib;
        return Routing.Supervisors(region?.Code, office => entries.GetValueOrDefault(office.ToString()), zone.LocalDate(now));
    }

    /// <summary>Who is told in the place of an office: itself, its deputy, or an office of its kind above it.</summary>
    /// <param name="wanted">Whom the notice is for.</param>
    /// <param name="respondent">An office whose head is a respondent of the case, as the event says; it is not told.</param>
    /// <param name="now">The present instant; the date is that of the wanted office.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Null when nobody is left above it.</returns>
    internal async Task<Office?> AddresseeAsync(Office wanted, Office? respondent, DateTimeOffset now, CancellationToken cancel)
    {
        var line = new List<Office>();
        for (Office? office = wanted; office is not null; office = Routing.Above(office))
        {
            line.Add(office);
        }

        var entries = await FindAsync(line, cancel);
        return Routing.Addressee(wanted, respondent, office => entries.GetValueOrDefault(office.ToString()), OfficeZones.Of(wanted.Code).LocalDate(now));
    }

    private async Task<Dictionary<string, DirectoryOffice>> FindAsync(IReadOnlyList<Office> offices, CancellationToken cancel)
    {
        var names = offices.Select(office => office.ToString()).ToList();
        return await db.Offices.AsNoTracking().Where(entry => names.Contains(entry.Office)).ToDictionaryAsync(entry => entry.Office, cancel);
    }
}
