using System.Text.Json;
using System.Text.Json.Serialization;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Geography;

namespace Netralitas.Services.Notifications.Offices;

/// <summary>An office as the directory has it.</summary>
internal sealed class DirectoryOffice
{
    /// <summary>Kind:code.</summary>
    public required string Office { get; init; }

    /// <summary>Kind, the part of <see cref="Office"/> before the colon.</summary>
    public required string Kind { get; init; }

    /// <summary>Kemendagri code, the part of <see cref="Office"/> after the colon.</summary>
    public required string RegionCode { get; init; }

    public required string Name { get; set; }

    /// <summary>Told in its stead while it does not exist; null means the office of its kind above it.</summary>
    public string? DeputyOffice { get; set; }

    /// <summary>First local date on which it exists; null means always.</summary>
    public DateOnly? ValidFrom { get; set; }

    /// <summary>Last local date on which it exists, inclusive; null means no end.</summary>
    public DateOnly? ValidTo { get; set; }

    /// <summary>Local time from which on it is written to, inclusive; null together with <see cref="DutyTo"/> means at any hour.</summary>
    public TimeOnly? DutyFrom { get; set; }

    /// <summary>Local time until which it is written to, exclusive; before <see cref="DutyFrom"/> means the next day.</summary>
    public TimeOnly? DutyTo { get; set; }

    /// <summary><see cref="Contact"/>s as JSON, in the order in which they are tried.</summary>
    public required string Contacts { get; set; }

    public required int Version { get; set; }

    public required string RecordedBy { get; set; }

    public required DateTimeOffset RecordedAt { get; set; }

    /// <summary>Whether the office exists on a local date.</summary>
    internal bool Exists(DateOnly today) => (ValidFrom is not { } from || from <= today) && (ValidTo is not { } to || today <= to);
}

/// <summary>One address of one person of an office.</summary>
/// <param name="Function">The person's function, never a name.</param>
/// <param name="Channel">How the person is reached.</param>
/// <param name="Address">E-mail address or telephone number.</param>
/// <param name="Person">Claim <c>sub</c> of who holds the function, whose own preferences hold for the address; null for nobody in particular.</param>
internal sealed record Contact(string Function, ContactChannel Channel, string Address, string? Person = null)
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    internal static IReadOnlyList<Contact> Read(string contacts) => JsonSerializer.Deserialize<List<Contact>>(contacts, Json)!;

    internal static string Write(IEnumerable<Contact> contacts) => JsonSerializer.Serialize(contacts, Json);
}

/// <summary>Zones of offices.</summary>
internal static class OfficeZones
{
    /// <summary>The zone of a region; WIB for one that this release does not know.</summary>
    /// <param name="regionCode">Kemendagri code.</param>
    internal static IndonesianTimeZone Of(string regionCode) =>
        Geography.RegionCode.TryParse(regionCode, out var code) ? RegionDirectory.Find(code)?.TimeZone ?? IndonesianTimeZone.Wib : IndonesianTimeZone.Wib;
}
