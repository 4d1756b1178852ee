using System.Text.Json;
using System.Text.Json.Serialization;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Geography;
using Netralitas.Services.Notifications.Offices;

namespace Netralitas.Services.Notifications.Preferences;

/// <summary>How one person of an office wants the notices that go to their own addresses. A later one takes its place as a whole.</summary>
internal sealed class PersonPreference
{
    /// <summary>Kind:code.</summary>
    public required string Office { get; init; }

    /// <summary>Claim <c>sub</c> of the person.</summary>
    public required string Person { get; init; }

    /// <summary><see cref="PersonWish"/> as JSON.</summary>
    public required string Wish { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>What a person wants, within what the office allows. Pure.</summary>
/// <param name="Person">Claim <c>sub</c>.</param>
/// <param name="Channel">Which of the person's own addresses is tried first; null for the order of the directory.</param>
/// <param name="QuietFrom">Local time at which the person's quiet hours begin, inclusive; null together with <paramref name="QuietTo"/> for none.</param>
/// <param name="QuietTo">Local time at which they end, exclusive; before <paramref name="QuietFrom"/> means the next day.</param>
/// <param name="Manners">How notices of a kind go out; kinds that are not here as the office has them.</param>
internal sealed record PersonWish(string Person, ContactChannel? Channel, TimeOnly? QuietFrom, TimeOnly? QuietTo, IReadOnlyDictionary<NoticeKind, DeliveryManner> Manners)
{
    private const int Rounds = 4;

    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Of somebody who recorded nothing.</summary>
    internal static PersonWish None { get; } = new("", null, null, null, new Dictionary<NoticeKind, DeliveryManner>());

    /// <summary>How a notice goes out to the person: never in a manner that tells more than the office's, and a legal notice always at once.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="office">How the office has it.</param>
    internal DeliveryManner MannerOf(NoticeKind kind, DeliveryManner office) =>
        NoticePreferences.CanBeChosen(kind) && Manners.TryGetValue(kind, out var own) && own > office ? own : office;

    /// <summary>The first instant, not before another, within the office's hours of duty and outside the person's quiet hours. Where no hour of duty is outside them, the office's hours hold.</summary>
    /// <param name="notBefore">The earliest instant (UTC).</param>
    /// <param name="zone">Zone of the office.</param>
    /// <param name="dutyFrom">Local time at which duty begins; null for any hour.</param>
    /// <param name="dutyTo">Local time at which it ends.</param>
    internal DateTimeOffset Next(DateTimeOffset notBefore, IndonesianTimeZone zone, TimeOnly? dutyFrom, TimeOnly? dutyTo)
    {
        var onDuty = DutyHours.Next(notBefore, zone, dutyFrom, dutyTo);
        var at = onDuty;
        for (var round = 0; round < Rounds; round++)
        {
            // What is quiet from one time to another is open from the other to the one.
            var open = DutyHours.Next(at, zone, QuietTo, QuietFrom);
            at = DutyHours.Next(open, zone, dutyFrom, dutyTo);
            if (at == open)
            {
                return at;
            }
        }

        return onDuty;
    }

    /// <summary>The addresses of an office in the order in which they are tried: the places of a person's addresses are kept, and the channel that the person wants comes first in them.</summary>
    internal static IReadOnlyList<Contact> InOrder(IReadOnlyList<Contact> contacts, IReadOnlyList<PersonWish> people)
    {
        var ordered = contacts.ToArray();
        foreach (var wish in people.Where(wish => wish.Channel is not null))
        {
            var places = Enumerable.Range(0, ordered.Length).Where(place => ordered[place].Person == wish.Person).ToList();
            var own = places.Select(place => ordered[place]).OrderBy(contact => contact.Channel != wish.Channel).ToList();
            for (var i = 0; i < places.Count; i++)
            {
                ordered[places[i]] = own[i];
            }
        }

        return ordered;
    }

    internal static IReadOnlyList<PersonWish> ReadAll(string json) => JsonSerializer.Deserialize<List<PersonWish>>(json, Json)!;

    internal static PersonWish Read(string json) => JsonSerializer.Deserialize<PersonWish>(json, Json)!;

    internal string Write() => JsonSerializer.Serialize(this, Json);
}
