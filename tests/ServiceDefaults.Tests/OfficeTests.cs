namespace Netralitas.ServiceDefaults.Tests;

public class OfficeTests
{
    [Theory]
    [InlineData("bawaslu:00", "bawaslu", "00")]
    [InlineData("bawaslu:75", "bawaslu", "75")]
    [InlineData("bawaslu:75.71", "bawaslu", "75.71")]
    [InlineData("opd:75.71.05", "opd", "75.71.05")]
    [InlineData("ppk:75.71.05.1003", "ppk", "75.71.05.1003")]
    public void An_office_is_a_kind_and_a_code_and_is_written_as_it_was_read(string text, string kind, string code)
    {
        Assert.True(Office.TryParse(text, out var office));

        Assert.Equal((kind, code), (office.Kind, office.Code));
        Assert.Equal(text, office.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("bawaslu")]
    [InlineData("bawaslu:")]
    [InlineData(":75")]
    [InlineData("b:75")]
    [InlineData("Bawaslu:75")]
    [InlineData("bawaslu:7")]
    [InlineData("bawaslu:75.7")]
    [InlineData("bawaslu:7571")]
    [InlineData("bawaslu:75.71.5")]
    [InlineData("bawaslu:75.71.05.100")]
    [InlineData("bawaslu:75.71.05.1003.1")]
    [InlineData("bawaslu:75.71.")]
    [InlineData(" bawaslu:75")]
    [InlineData("bawaslu:75\n")]
    [InlineData("bawaslu: 75")]
    [InlineData("bawaslu:٧٥")]
    [InlineData("bawaslu-kota:75.71")]
    public void Anything_else_is_no_office(string? text)
    {
        Assert.False(Office.TryParse(text, out var office));
        Assert.Null(office);
    }

    [Theory]
    [InlineData("00", "00", true)]
    [InlineData("00", "75", true)]
    [InlineData("00", "75.71.05.1003", true)]
    [InlineData("75", "75", true)]
    [InlineData("75", "75.71", true)]
    [InlineData("75.71", "75.71.05", true)]
    [InlineData("75", "00", false)]
    [InlineData("75", "7", false)]
    [InlineData("75", "750", false)]
    [InlineData("75", "76", false)]
    [InlineData("75.71", "75", false)]
    [InlineData("75.71", "75.7", false)]
    [InlineData("75.71", "75.711", false)]
    [InlineData("75.71", "75.72", false)]
    [InlineData("75", "", false)]
    public void An_office_covers_its_own_region_and_what_lies_in_it(string code, string region, bool covers) =>
        Assert.Equal(covers, new Office("bawaslu", code).Covers(region));

    [Fact]
    public void Central_Bawaslu_is_national() => Assert.Equal("bawaslu:00", Office.CentralBawaslu.ToString());
}
