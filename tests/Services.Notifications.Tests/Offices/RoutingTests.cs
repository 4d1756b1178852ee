using System.Globalization;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Offices;

namespace Netralitas.Services.Notifications.Tests.Offices;

public class RoutingTests
{
    private static readonly DateOnly Today = new(2024, 11, 27);

    [Theory]
    [InlineData("75.71.05.1003", "bawaslu:75.71.05 bawaslu:75.71 bawaslu:75 bawaslu:00")]
    [InlineData("75.71.06", "bawaslu:75.71 bawaslu:75 bawaslu:00")]
    [InlineData("12.17", "bawaslu:12 bawaslu:00")]
    [InlineData(null, "bawaslu:00")]
    public void Supervisors_of_a_district_are_told_while_their_time_lasts_and_whoever_stands_in_for_an_office_that_is_gone(string? region, string told)
    {
        var directory = Directory(("bawaslu:75.71.05", null, "2024-12-31", null), ("bawaslu:75.71.06", null, "2024-11-26", null), ("bawaslu:12.17", null, "2024-01-01", null));

        Assert.Equal(told, string.Join(' ', Routing.Supervisors(Recipients.RegionOf(region)?.Code, directory, Today)));
    }

    [Theory]
    [InlineData("ppk:75.71", null, "ppk:75.71")]
    [InlineData("ppk:75.71", "ppk:75.71", "ppk:75")]
    [InlineData("ppk:75.71", "ppk:75", "ppk:75.71")]
    [InlineData("ppk:75", "ppk:75", "ppk:00")]
    [InlineData("ppk:00", "ppk:00", null)]
    public void A_personnel_authority_that_is_a_respondent_is_skipped_and_the_next_above_is_told(string wanted, string? respondent, string? told) =>
        Assert.Equal(told, Routing.Addressee(Of(wanted)!, Of(respondent), Directory(), Today)?.ToString());

    [Fact]
    public void A_respondents_deputy_is_not_told_either_but_a_bodys_that_has_ended_is()
    {
        var directory = Directory(("ppk:75.71", null, null, "opd:75.71"), ("ppk:75.72", null, "2024-11-26", "opd:75.71"));

        Assert.Equal("ppk:75", Routing.Addressee(Of("ppk:75.71")!, Of("ppk:75.71"), directory, Today)?.ToString());
        Assert.Equal("opd:75.71", Routing.Addressee(Of("ppk:75.72")!, null, directory, Today)?.ToString());
    }

    [Fact]
    public void Deputies_in_a_ring_end_with_nobody() =>
        Assert.Null(Routing.Addressee(Of("opd:75.71")!, null, Directory(("opd:75.71", null, "2024-01-01", "opd:75.72"), ("opd:75.72", null, "2024-01-01", "opd:75.71")), Today));

    [Theory]
    [InlineData("2024-11-27", true)]
    [InlineData("2024-11-28", false)]
    [InlineData("2024-10-31", false)]
    [InlineData("2024-11-01", true)]
    public void An_office_exists_from_its_first_to_its_last_day(string today, bool exists)
    {
        var office = Directory(("bawaslu:75.71.05", "2024-11-01", "2024-11-27", null))(Of("bawaslu:75.71.05")!)!;

        Assert.Equal(exists, office.Exists(DateOnly.Parse(today, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("2024-11-27T00:00:00Z", "08:00", "16:00", "2024-11-27T00:00:00Z")]
    [InlineData("2024-11-26T23:59:59Z", "08:00", "16:00", "2024-11-27T00:00:00Z")]
    [InlineData("2024-11-27T07:59:59Z", "08:00", "16:00", "2024-11-27T07:59:59Z")]
    [InlineData("2024-11-27T08:00:00Z", "08:00", "16:00", "2024-11-28T00:00:00Z")]
    [InlineData("2024-11-27T14:00:00Z", "20:00", "06:00", "2024-11-27T14:00:00Z")]
    [InlineData("2024-11-27T03:00:00Z", "20:00", "06:00", "2024-11-27T12:00:00Z")]
    [InlineData("2024-11-27T03:00:00Z", null, null, "2024-11-27T03:00:00Z")]
    public void An_office_is_written_to_within_its_hours_in_its_own_zone(string notBefore, string? from, string? to, string next) =>
        Assert.Equal(Instant(next), DutyHours.Next(Instant(notBefore), IndonesianTimeZone.Wita, Time(from), Time(to)));

    private static Func<Office, DirectoryOffice?> Directory(params (string Office, string? From, string? To, string? Deputy)[] entries)
    {
        var offices = entries.ToDictionary(e => e.Office, e => new DirectoryOffice
        {
            Office = e.Office,
            Kind = e.Office.Split(':')[0],
            RegionCode = e.Office.Split(':')[1],
            Name = "CONTOH",
            DeputyOffice = e.Deputy,
            ValidFrom = OfficeEntries.Date(e.From ?? ""),
            ValidTo = OfficeEntries.Date(e.To ?? ""),
            Contacts = "[]",
            Version = 1,
            RecordedBy = "uji",
            RecordedAt = DateTimeOffset.UnixEpoch,
        });
        return office => offices.GetValueOrDefault(office.ToString());
    }

    private static Office? Of(string? text) => Office.TryParse(text, out var office) ? office : null;

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static TimeOnly? Time(string? text) => text is null ? null : OfficeEntries.Time(text);
}
