namespace Netralitas.Geography.Tests;

public class RegionDirectoryTests
{
    [Theory]
    [InlineData(RegionKind.Nasional, 1)]
    [InlineData(RegionKind.Provinsi, 38)]
    [InlineData(RegionKind.Kabupaten, 416)]
    [InlineData(RegionKind.Kota, 98)]
    [InlineData(RegionKind.Kecamatan, 7_285)]
    [InlineData(RegionKind.Kelurahan, 8_496)]
    [InlineData(RegionKind.Desa, 75_252)]
    [InlineData(RegionKind.DesaAdat, 14)]
    public void Each_kind_has_as_many_regions_as_the_decree(RegionKind kind, int count) =>
        Assert.Equal(count, Enum.GetValues<RegionLevel>().Sum(level => Count("00", level, kind)));

    [Theory]
    [InlineData("75.71", "Kota Gorontalo", 9, 50, 0)]
    [InlineData("81.71", "Kota Ambon", 5, 20, 30)]
    [InlineData("35.75", "Kota Pasuruan", 4, 34, 0)]
    [InlineData("12.17", "Kabupaten Samosir", 9, 6, 128)]
    public void The_regions_of_the_documented_pledges_are_complete(string code, string name, int districts, int kelurahan, int desa)
    {
        Assert.Equal(name, RegionDirectory.Find(RegionCode.Parse(code))?.FullName);
        Assert.Equal(districts, Count(code, RegionLevel.District, RegionKind.Kecamatan));
        Assert.Equal(kelurahan, Count(code, RegionLevel.Village, RegionKind.Kelurahan));
        Assert.Equal(desa, Count(code, RegionLevel.Village, RegionKind.Desa));
    }

    [Fact]
    public void Sumatera_Utara_has_25_regencies_and_8_cities()
    {
        Assert.Equal(25, Count("12", RegionLevel.Regency, RegionKind.Kabupaten));
        Assert.Equal(8, Count("12", RegionLevel.Regency, RegionKind.Kota));
    }

    [Fact]
    public void Every_region_but_the_country_lies_in_a_known_one()
    {
        foreach (var level in Enum.GetValues<RegionLevel>().Skip(1))
        {
            var parents = RegionDirectory.Within(RegionCode.National, level - 1).Select(region => region.Code).ToHashSet();
            Assert.All(RegionDirectory.Within(RegionCode.National, level), region => Assert.Contains(region.Code.Parent!.Value, parents));
        }
    }

    [Fact]
    public void Every_region_but_a_village_has_children_and_they_are_all_there_is()
    {
        var found = 0;
        var waiting = new Queue<RegionCode>([RegionCode.National]);
        while (waiting.TryDequeue(out var code))
        {
            found++;
            var children = RegionDirectory.Children(code);
            Assert.Equal(code.Level == RegionLevel.Village, children.Count == 0);
            foreach (var child in children)
            {
                waiting.Enqueue(child.Code);
            }
        }

        Assert.Equal(1 + 38 + 514 + 7_285 + 83_762, found);
    }

    [Theory]
    [InlineData("00", "Indonesia", "Republik Indonesia")]
    [InlineData("75", "Gorontalo", "Provinsi Gorontalo")]
    [InlineData("34", "Daerah Istimewa Yogyakarta", "Provinsi Daerah Istimewa Yogyakarta")]
    [InlineData("75.71", "Gorontalo", "Kota Gorontalo")]
    [InlineData("12.17", "Samosir", "Kabupaten Samosir")]
    [InlineData("31.71", "Jakarta Pusat", "Kota Administrasi Jakarta Pusat")]
    [InlineData("31.01", "Kepulauan Seribu", "Kabupaten Administrasi Kepulauan Seribu")]
    [InlineData("63.02", "Kotabaru", "Kabupaten Kotabaru")]
    [InlineData("35.75.01", "Gadingrejo", "Kecamatan Gadingrejo")]
    [InlineData("35.75.01.1009", "Gadingrejo", "Kelurahan Gadingrejo")]
    [InlineData("11.01.01.2001", "Keude Bakongan", "Desa Keude Bakongan")]
    [InlineData("91.03.01.3007", "Yoboi", "Desa Adat Yoboi")]
    [InlineData("13.12.07.2002", "Desa Baru", "Desa Desa Baru")] // that is its name
    [InlineData("35.29.22", "Ra'as", "Kecamatan Ra'as")]
    [InlineData("14.02.09.2010", "Lambang Sari I, II, III", "Desa Lambang Sari I, II, III")]
    public void A_region_is_found_with_its_names(string code, string name, string fullName)
    {
        var region = RegionDirectory.Find(RegionCode.Parse(code));

        Assert.Equal((name, fullName), (region?.Name, region?.FullName));
    }

    [Theory]
    [InlineData("20")]
    [InlineData("75.72")]
    [InlineData("75.71.10")]
    [InlineData("75.71.05.1999")]
    [InlineData("72.01.09.2015")] // moved to 72.01.24 by the decree of 2025
    public void A_code_that_is_not_in_use_finds_nothing(string code)
    {
        Assert.Null(RegionDirectory.Find(RegionCode.Parse(code)));
        Assert.Empty(RegionDirectory.Children(RegionCode.Parse(code)));
    }

    [Theory]
    [InlineData("72.01.24", "Toili Jaya", 10)]
    [InlineData("72.06.20", "Sombori Kepulauan", 13)]
    [InlineData("81.05.16", "Ukar Sengan", 10)]
    [InlineData("92.02.31", "Aimasi", 10)]
    [InlineData("92.02.32", "Mokwam", 12)]
    [InlineData("92.02.33", "Masni Utara", 10)]
    [InlineData("92.02.34", "Wasirawi", 10)]
    [InlineData("92.02.35", "Moruj Mega", 10)]
    public void The_districts_new_in_2025_are_there_with_their_villages(string code, string name, int villages)
    {
        Assert.Equal(name, RegionDirectory.Find(RegionCode.Parse(code))?.Name);
        Assert.Equal(villages, RegionDirectory.Children(RegionCode.Parse(code)).Count);
    }

    [Fact]
    public void Names_have_one_space_between_words_and_no_quotation_marks()
    {
        var names = Enum.GetValues<RegionLevel>().SelectMany(level => RegionDirectory.Within(RegionCode.National, level)).Select(r => r.Name);

        Assert.DoesNotContain(names, name => name.Length == 0 || name.Trim() != name || name.Contains("  ") || name.Contains('"'));
    }

    [Fact]
    public void Regions_within_come_in_the_order_of_codes_and_include_the_region_itself()
    {
        var city = RegionCode.Parse("35.75");

        Assert.Equal(["35.75.01", "35.75.02", "35.75.03", "35.75.04"], RegionDirectory.Children(city).Select(r => r.Code.ToString()));
        Assert.Equal(city, RegionDirectory.Within(city, RegionLevel.Regency).Single().Code);
        Assert.Empty(RegionDirectory.Within(city, RegionLevel.Province));
    }

    private static int Count(string code, RegionLevel level, RegionKind kind) =>
        RegionDirectory.Within(RegionCode.Parse(code), level).Count(region => region.Kind == kind);
}
