namespace Netralitas.Geography.Tests;

public class TimeZoneTests
{
    [Theory]
    [InlineData(IndonesianTimeZone.Wib, 18, 301)]
    [InlineData(IndonesianTimeZone.Wita, 12, 150)]
    [InlineData(IndonesianTimeZone.Wit, 8, 63)]
    public void Each_zone_has_its_provinces_and_regencies(IndonesianTimeZone zone, int provinces, int regencies)
    {
        Assert.Equal(provinces, Count(RegionLevel.Province));
        Assert.Equal(regencies, Count(RegionLevel.Regency));

        int Count(RegionLevel level) => RegionDirectory.Within(RegionCode.National, level).Count(region => region.TimeZone == zone);
    }

    [Theory]
    [InlineData("00", IndonesianTimeZone.Wib)] // the office of Bawaslu RI
    [InlineData("12.17", IndonesianTimeZone.Wib)]
    [InlineData("35.75.01.1001", IndonesianTimeZone.Wib)]
    [InlineData("61", IndonesianTimeZone.Wib)]
    [InlineData("62", IndonesianTimeZone.Wib)]
    [InlineData("63", IndonesianTimeZone.Wita)]
    [InlineData("65", IndonesianTimeZone.Wita)]
    [InlineData("51", IndonesianTimeZone.Wita)]
    [InlineData("75.71.05", IndonesianTimeZone.Wita)]
    [InlineData("81.71", IndonesianTimeZone.Wit)]
    [InlineData("96", IndonesianTimeZone.Wit)]
    public void A_region_has_the_zone_of_its_province(string code, IndonesianTimeZone zone) =>
        Assert.Equal(zone, RegionDirectory.TimeZoneOf(RegionCode.Parse(code)));

    [Fact]
    public void An_unknown_province_has_no_zone() =>
        Assert.Throws<ArgumentException>(() => RegionDirectory.TimeZoneOf(RegionCode.Parse("20.01")));

    [Theory]
    [InlineData(IndonesianTimeZone.Wib, "WIB", "2024-11-26T17:00:00Z")]
    [InlineData(IndonesianTimeZone.Wita, "WITA", "2024-11-26T16:00:00Z")]
    [InlineData(IndonesianTimeZone.Wit, "WIT", "2024-11-26T15:00:00Z")]
    public void A_local_day_begins_at_midnight_of_its_zone(IndonesianTimeZone zone, string abbreviation, string instant)
    {
        var day = new DateOnly(2024, 11, 27);
        var begins = zone.LocalDateTime(day, TimeOnly.MinValue);

        Assert.Equal(DateTimeOffset.Parse(instant, null), begins);
        Assert.Equal(zone.Offset(), begins.Offset);
        Assert.Equal(day, zone.LocalDate(begins.ToUniversalTime()));
        Assert.Equal(day.AddDays(-1), zone.LocalDate(begins.AddTicks(-1)));
        Assert.Equal(abbreviation, zone.Abbreviation());
    }
}
