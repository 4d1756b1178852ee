using System.Globalization;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Geography;
using Netralitas.Services.Notifications.Offices;
using Netralitas.Services.Notifications.Preferences;

namespace Netralitas.Services.Notifications.Tests.Preferences;

public class PersonWishTests
{
    // Kind, how the office has it, what the person wants -> how it goes out.
    private const string Manners = """
        DeclarationHeld AtOnce AtOnce -> AtOnce
        DeclarationHeld AtOnce Digest -> Digest
        DeclarationHeld AtOnce InboxOnly -> InboxOnly
        DeclarationHeld Digest AtOnce -> Digest
        DeclarationHeld Digest InboxOnly -> InboxOnly
        DeclarationHeld InboxOnly AtOnce -> InboxOnly
        ReportReceived AtOnce InboxOnly -> AtOnce
        DataBreach AtOnce Digest -> AtOnce

        """;

    // Now, hours of duty, quiet hours in the zone of the office -> when it goes out.
    private const string Hours = """
        2024-11-19T02:00:00Z - - 2024-11-19T02:00:00Z
        2024-11-19T14:00:00Z - 21:00-06:00 2024-11-19T23:00:00Z
        2024-11-19T13:59:59Z - 21:00-06:00 2024-11-19T13:59:59Z
        2024-11-19T02:00:00Z 08:00-16:00 - 2024-11-19T02:00:00Z
        2024-11-19T22:30:00Z 08:00-16:00 21:00-09:30 2024-11-20T02:30:00Z
        2024-11-19T05:30:00Z 08:00-16:00 12:00-13:00 2024-11-19T06:00:00Z
        2024-11-19T08:30:00Z 08:00-16:00 15:00-16:00 2024-11-20T01:00:00Z
        2024-11-19T02:00:00Z 08:00-16:00 07:00-17:00 2024-11-19T02:00:00Z

        """;

    [Fact]
    public void A_person_narrows_what_the_office_has_never_widens_it_and_never_touches_legal_notices() =>
        Assert.Equal(Manners, string.Concat(Rows(Manners).Select(row =>
        {
            var wish = PersonWish.None with { Manners = new Dictionary<NoticeKind, DeliveryManner> { [Enum.Parse<NoticeKind>(row[0])] = Enum.Parse<DeliveryManner>(row[2]) } };
            return $"{row[0]} {row[1]} {row[2]} -> {wish.MannerOf(Enum.Parse<NoticeKind>(row[0]), Enum.Parse<DeliveryManner>(row[1]))}\n";
        })));

    [Fact]
    public void Quiet_hours_hold_within_the_hours_of_duty_and_where_they_leave_none_the_office_holds() =>
        Assert.Equal(Hours, string.Concat(Rows(Hours).Select(row =>
        {
            var ((dutyFrom, dutyTo), (quietFrom, quietTo)) = (Span(row[1]), Span(row[2]));
            var wish = PersonWish.None with { QuietFrom = quietFrom, QuietTo = quietTo };
            return $"{row[0]} {row[1]} {row[2]} {wish.Next(DateTimeOffset.Parse(row[0], CultureInfo.InvariantCulture), IndonesianTimeZone.Wib, dutyFrom, dutyTo):yyyy-MM-ddTHH:mm:ssZ}\n";
        })));

    [Fact]
    public void The_channel_that_a_person_wants_comes_first_in_the_places_of_the_person_and_nowhere_else()
    {
        Contact[] contacts =
        [
            new("Ketua", ContactChannel.Sms, "+62811", "ketua"), new("Piket", ContactChannel.Email, "piket@contoh.go.id"), new("Ketua", ContactChannel.Whatsapp, "+62812", "ketua"),
            new("Anggota", ContactChannel.Sms, "+62813", "anggota"), new("Ketua", ContactChannel.Email, "ketua@contoh.go.id", "ketua"),
        ];

        string[] InOrder(string person, ContactChannel channel) => [.. PersonWish.InOrder(contacts, [PersonWish.None with { Person = person, Channel = channel }]).Select(contact => contact.Address)];

        Assert.Equal(["ketua@contoh.go.id", "piket@contoh.go.id", "+62811", "+62813", "+62812"], InOrder("ketua", ContactChannel.Email));
        Assert.Equal(contacts.Select(contact => contact.Address), InOrder("anggota", ContactChannel.Email));
        Assert.Equal(contacts.Select(contact => contact.Address), InOrder("orang lain", ContactChannel.Email));
    }

    [Fact]
    public void A_wish_is_the_same_when_it_is_read_again()
    {
        var wish = new PersonWish("ketua", ContactChannel.Email, new TimeOnly(21, 0), new TimeOnly(6, 30), new Dictionary<NoticeKind, DeliveryManner> { [NoticeKind.Broadcast] = DeliveryManner.Digest });

        var read = Assert.Single(PersonWish.ReadAll($"[{wish.Write()}]"));

        Assert.Equal((wish.Person, wish.Channel, wish.QuietFrom, wish.QuietTo), (read.Person, read.Channel, read.QuietFrom, read.QuietTo));
        Assert.Equal(wish.Manners, read.Manners);
    }

    private static IEnumerable<string[]> Rows(string table) => table.Split('\n').SkipLast(1).Select(line => line.Split(' '));

    private static (TimeOnly? From, TimeOnly? To) Span(string text) =>
        text == "-" ? (null, null) : (TimeOnly.Parse(text[..5], CultureInfo.InvariantCulture), TimeOnly.Parse(text[6..], CultureInfo.InvariantCulture));
}
