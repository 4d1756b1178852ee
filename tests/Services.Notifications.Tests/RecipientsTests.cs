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
    [InlineData("75.71.05", "bawaslu:75.71 ppk:75.71")]
    [InlineData("75", "bawaslu:75 ppk:75")]
    [InlineData("00", "bawaslu:00")]
    [InlineData("99.01", "bawaslu:00")]
    public void Invitations_are_told_to_the_nearest_office_and_the_personnel_authority_beside_it(string code, string offices) =>
        Assert.Equal(offices, string.Join(' ', Recipients.OfAuthority(Recipients.RegionOf(code)?.Code)));
}
