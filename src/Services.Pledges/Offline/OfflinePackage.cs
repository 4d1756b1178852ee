using System.Globalization;
using System.Text.Json;
using Netralitas.Geography;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Offline;

/// <summary>What a device without a network is given to sign: the text of a note, <see cref="FirstLine"/> and a line of JSON. docs/offline.md describes it.</summary>
internal static class OfflinePackage
{
    /// <summary>No checkpoint and no promise begins with it. Never changed: another form is another version.</summary>
    internal const string FirstLine = "netralitas/offline-session/v1";

    private static readonly JsonSerializerOptions Form = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Writes a package.</summary>
    /// <param name="export">Which export, of which device, and for how long.</param>
    /// <param name="declaration">The declaration.</param>
    /// <param name="texts">Its text first, then the same in other languages.</param>
    /// <param name="expected">Who is expected and has not pledged; none where the names stay here.</param>
    internal static string Write(OfflineExport export, Declaration declaration, IEnumerable<PledgeText> texts, IEnumerable<ExpectedPerson> expected)
    {
        var json = JsonSerializer.Serialize(new
        {
            ExportId = export.Id,
            export.Device,
            DeviceKey = Convert.ToBase64String(export.DeviceKey),
            IssuedAt = Instant(export.ExportedAt),
            ValidUntil = Instant(export.ValidUntil),
            DeclarationId = declaration.Id,
            declaration.Title,
            declaration.RegionCode,
            declaration.Venue,
            HeldOn = declaration.HeldOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            StartsAt = declaration.StartsAt?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "",
            TimeZone = declaration.TimeZone.Abbreviation(),
            declaration.Contests,
            Texts = texts.Select(text => new
            {
                PledgeTextId = text.Id,
                text.Language,
                text.Version,
                text.Title,
                Points = text.Points.OrderBy(point => point.Number).Select(point => new { point.Number, point.Wording }),
            }),
            Roster = expected.Select(person => new { person.Name, person.Position, person.Agency, person.RegionCode }),
        }, Form);
        return $"{FirstLine}\n{json}\n";
    }

    /// <summary>An instant as packages and answers write it: UTC, to the second.</summary>
    internal static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
