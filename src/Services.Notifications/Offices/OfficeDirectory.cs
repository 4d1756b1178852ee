using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Npgsql;

namespace Netralitas.Services.Notifications.Offices;

/// <summary>The directory as those who tell offices need it.</summary>
/// <remarks>Read for each report that comes in, so without the context of the database.</remarks>
internal sealed class OfficeDirectory(NpgsqlDataSource database)
{
    private const string Find =
        "select office, kind, region_code, name, deputy_office, valid_from, valid_to, duty_from, duty_to, contacts, version, recorded_by, recorded_at from notifications.offices where office = any($1)";

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

    /// <summary>The office that handles a case, or whoever stands in for it, and where it fits those above.</summary>
    /// <param name="officeCode">Region of the handling office, as the event says; of one that is not known, the centre is told.</param>
    /// <param name="andAbove">Whether those above are told too.</param>
    /// <param name="now">The present instant; the date is that of the region.</param>
    /// <param name="cancel">Gives up.</param>
    internal async Task<IReadOnlyList<Office>> OfCaseAsync(string officeCode, bool andAbove, DateTimeOffset now, CancellationToken cancel)
    {
        var offices = await SupervisorsAsync(Recipients.RegionOf(officeCode), now, cancel);
        return andAbove ? offices : [offices[0]];
    }

    /// <summary>Offices, each itself or whoever stands in for it.</summary>
    /// <param name="wanted">Whom a notice is for.</param>
    /// <param name="now">The present instant; the date is that of each office.</param>
    /// <param name="cancel">Gives up.</param>
    internal async Task<IReadOnlyList<Office>> StandInsAsync(IReadOnlyList<Office> wanted, DateTimeOffset now, CancellationToken cancel)
    {
        var told = new List<Office>();
        foreach (var office in wanted)
        {
            told.Add(await AddresseeAsync(office, null, now, cancel) ?? Office.CentralBawaslu);
        }

        return [.. told.Distinct()];
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
        var entries = new Dictionary<string, DirectoryOffice>();
        await using var command = database.CreateCommand(Find);
        command.Parameters.Add(new() { Value = offices.Select(office => office.ToString()).ToArray() });
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            var entry = EntryOf(rows);
            entries.Add(entry.Office, entry);
        }

        return entries;
    }

    private static DirectoryOffice EntryOf(NpgsqlDataReader row) => new()
    {
        Office = row.GetString(0),
        Kind = row.GetString(1),
        RegionCode = row.GetString(2),
        Name = row.GetString(3),
        DeputyOffice = row.IsDBNull(4) ? null : row.GetString(4),
        ValidFrom = row.IsDBNull(5) ? null : row.GetFieldValue<DateOnly>(5),
        ValidTo = row.IsDBNull(6) ? null : row.GetFieldValue<DateOnly>(6),
        DutyFrom = row.IsDBNull(7) ? null : row.GetFieldValue<TimeOnly>(7),
        DutyTo = row.IsDBNull(8) ? null : row.GetFieldValue<TimeOnly>(8),
        Contacts = row.GetString(9),
        Version = row.GetInt32(10),
        RecordedBy = row.GetString(11),
        RecordedAt = row.GetFieldValue<DateTimeOffset>(12),
    };
}
