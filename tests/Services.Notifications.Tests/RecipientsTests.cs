namespace Netralitas.Services.Notifications.Tests;

public class RecipientsTests
{
    [Theory]
    [InlineData("75.71.05.1003", "bawaslu:75.71 bawaslu:75 bawaslu:00")]
    [InlineData("75.71.05", "bawaslu:75.71 bawaslu:75 bawaslu:00")]
    [InlineData("75.71", "bawaslu:75.71 bawaslu:75 bawaslu:00")]
    [InlineData("75", "bawaslu:75 bawaslu:00")]
    [InlineData("00", "bawaslu:00")]
    [InlineData(null, "bawaslu:00")]
    [InlineData("", "bawaslu:00")]
    [InlineData("75.72", "bawaslu:00")]
    [InlineData("99.01", "bawaslu:00")]
    [InlineData("Gorontalo", "bawaslu:00")]
    public void The_offices_of_a_place_are_told_from_the_nearest_to_the_centre(string? code, string offices) =>
        Assert.Equal(offices, string.Join(' ', Recipients.Of(Recipients.RegionOf(code)?.Code)));

    [Theory]
    [InlineData("75.71.05", "ppk:75.71 bawaslu:75.71")]
    [InlineData("75.71", "ppk:75.71 bawaslu:75.71")]
    [InlineData("75", "ppk:75 bawaslu:75")]
    [InlineData("00", "bawaslu:00")]
    [InlineData("99.01", "bawaslu:00")]
    public void Of_pledges_the_personnel_authority_and_the_office_beside_it_are_told(string code, string offices) =>
        Assert.Equal(offices, string.Join(' ', Recipients.OfAuthority(code)));

    [Theory]
    [InlineData("ppk:81.71", "81.71", "ppk:81.71 bawaslu:81.71")]
    [InlineData("opd:75.71.05.1003", "75.71.05.1003", "opd:75.71.05.1003 bawaslu:75.71")]
    [InlineData("ppk:81", "81", "ppk:81 bawaslu:81")]
    [InlineData("tidak terbaca", "81.71", "bawaslu:81.71")]
    public void Of_a_duty_its_office_and_the_one_that_stands_above_it_are_told(string office, string region, string offices) =>
        Assert.Equal(offices, string.Join(' ', Recipients.OfDuty(office, region)));
}
