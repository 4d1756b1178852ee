namespace Netralitas.Geography.Tests;

public class RegionCodeTests
{
    [Theory]
    [InlineData("00", RegionLevel.National, RegionKind.Nasional, null)]
    [InlineData("75", RegionLevel.Province, RegionKind.Provinsi, "00")]
    [InlineData("12.17", RegionLevel.Regency, RegionKind.Kabupaten, "12")]
    [InlineData("12.69", RegionLevel.Regency, RegionKind.Kabupaten, "12")]
    [InlineData("75.71", RegionLevel.Regency, RegionKind.Kota, "75")]
    [InlineData("75.99", RegionLevel.Regency, RegionKind.Kota, "75")]
    [InlineData("75.71.05", RegionLevel.District, RegionKind.Kecamatan, "75.71")]
    [InlineData("75.71.05.1003", RegionLevel.Village, RegionKind.Kelurahan, "75.71.05")]
    [InlineData("12.17.01.2999", RegionLevel.Village, RegionKind.Desa, "12.17.01")]
    [InlineData("91.03.01.3001", RegionLevel.Village, RegionKind.DesaAdat, "91.03.01")]
    public void A_code_tells_level_kind_and_parent_and_is_written_as_it_was_read(
        string text, RegionLevel level, RegionKind kind, string? parent)
    {
        var code = RegionCode.Parse(text);

        Assert.Equal((level, kind, parent), (code.Level, code.Kind, code.Parent?.ToString()));
        Assert.Equal(text, code.ToString());
    }

    [Theory]
    [InlineData("00", "00")]
    [InlineData("75", "75 00")]
    [InlineData("75.71.05.1003", "75.71.05.1003 75.71.05 75.71 75 00")]
    public void Upwards_of_a_region_are_itself_and_what_it_lies_in(string text, string upwards) =>
        Assert.Equal(upwards, string.Join(' ', RegionCode.Parse(text).Upwards));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("7")]
    [InlineData("01")]
    [InlineData("10")]
    [InlineData("755")]
    [InlineData("75.")]
    [InlineData("75.7")]
    [InlineData("7571")]
    [InlineData("75,71")]
    [InlineData("75.00")]
    [InlineData("75.70")]
    [InlineData("00.00")]
    [InlineData("00.71")]
    [InlineData("75.71.00")]
    [InlineData("75.71.5")]
    [InlineData("75.71.05.")]
    [InlineData("75.71.05.100")]
    [InlineData("75.71.05.0001")]
    [InlineData("75.71.05.1000")]
    [InlineData("75.71.05.3000")]
    [InlineData("75.71.05.4001")]
    [InlineData("75.71.05.10031")]
    [InlineData("7571051003")]
    [InlineData(" 75")]
    [InlineData("75 ")]
    [InlineData("+5")]
    [InlineData("٧٥")]
    [InlineData("75.71.05.1003\n")]
    public void Anything_else_is_no_code(string text)
    {
        Assert.False(RegionCode.TryParse(text, out var code));
        Assert.Equal(default, code);
        Assert.Throws<FormatException>(() => RegionCode.Parse(text));
    }

    [Theory]
    [InlineData("00", null, null)]
    [InlineData("75", "75", null)]
    [InlineData("75.71", "75", "75.71")]
    [InlineData("75.71.05", "75", "75.71")]
    [InlineData("75.71.05.1003", "75", "75.71")]
    public void Province_and_regency_are_read_off_the_code(string text, string? province, string? regency)
    {
        var code = RegionCode.Parse(text);

        Assert.Equal((province, regency), (code.Province?.ToString(), code.Regency?.ToString()));
        Assert.Equal(RegionCode.National, code.At(RegionLevel.National));
        Assert.Equal(code, code.At(code.Level));
    }

    [Theory]
    [InlineData("00", "00", true)]
    [InlineData("00", "75.71.05.1003", true)]
    [InlineData("75", "75", true)]
    [InlineData("75", "75.71.05.1003", true)]
    [InlineData("75.71", "75.71.05", true)]
    [InlineData("75.71.05", "75.71.05.1003", true)]
    [InlineData("75.71.05.1003", "75.71.05.1003", true)]
    [InlineData("75", "00", false)]
    [InlineData("75", "76", false)]
    [InlineData("75", "76.01", false)]
    [InlineData("75.71", "75", false)]
    [InlineData("75.71", "75.72", false)]
    [InlineData("75.71", "75.72.01.1001", false)]
    [InlineData("75.71.05", "75.71.06.1001", false)]
    [InlineData("75.71.05.1003", "75.71.05.1004", false)]
    public void A_region_contains_itself_and_what_lies_in_it(string region, string other, bool contains) =>
        Assert.Equal(contains, RegionCode.Parse(region).Contains(RegionCode.Parse(other)));

    [Fact]
    public void The_default_value_is_no_region_and_gives_access_to_nothing()
    {
        var none = default(RegionCode);

        Assert.NotEqual(RegionCode.National, none);
        Assert.Equal("", none.ToString());
        Assert.False(none.Contains(none));
        Assert.False(none.Contains(RegionCode.National));
        Assert.False(RegionCode.National.Contains(none));
        Assert.Throws<InvalidOperationException>(() => none.Level);
        Assert.Throws<InvalidOperationException>(() => none.Parent);
        Assert.Empty(RegionDirectory.Within(none, RegionLevel.Province));
        Assert.Empty(RegionDirectory.Search("gorontalo", within: none));
    }
}
