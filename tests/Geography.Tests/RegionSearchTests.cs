namespace Netralitas.Geography.Tests;

public class RegionSearchTests
{
    [Theory]
    [InlineData("kab. samosir", "12.17")]
    [InlineData("KABUPATEN SAMOSIR", "12.17")]
    [InlineData("samosir", "12.17")]
    [InlineData("kota pasuruan", "35.75")]
    [InlineData("Kota  Pasuruan,", "35.75")]
    [InlineData("kel gadingrejo", "35.75.01.1009")]
    [InlineData("prov. gorontalo", "75")]
    [InlineData("gorontalo", "75")]
    [InlineData("kota gorontalo", "75.71")]
    [InlineData("kota adm. jakarta pusat", "31.71")]
    [InlineData("kota administrasi jakarta pusat", "31.71")]
    [InlineData("jakarta pusat", "31.71")]
    [InlineData("pusat jakarta", "31.71")]
    [InlineData("yogyakarta", "34.71")]
    [InlineData("daerah istimewa yog", "34")]
    [InlineData("desa adat yoboi", "91.03.01.3007")]
    [InlineData("desa yoboi", "91.03.01.3007")]
    [InlineData("yoboi", "91.03.01.3007")]
    [InlineData("indonesia", "00")]
    [InlineData("kota baru", "63.02")] // Kabupaten Kotabaru: spaces do not count
    [InlineData("padang sidimpuan", "12.77")]
    [InlineData("raas", "35.29.22")] // Ra'as
    [InlineData("ra’as", "35.29.22")]
    [InlineData("sámosír", "12.17")]
    [InlineData("75.71", "75.71")]
    [InlineData(" 35.75.01.1009 ", "35.75.01.1009")]
    public void The_first_answer_is_the_one_meant(string text, string code) =>
        Assert.Equal(code, RegionDirectory.Search(text)[0].Code.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("  .,- ")]
    [InlineData("日本")]
    [InlineData("zzzz")]
    [InlineData("20.01")]
    [InlineData("rejo gading xyz")]
    public void What_fits_nothing_finds_nothing(string text) => Assert.Empty(RegionDirectory.Search(text));

    [Fact]
    public void Exact_names_come_first_and_larger_regions_before_smaller()
    {
        var found = RegionDirectory.Search("gorontalo", limit: 200);

        Assert.Equal(["75", "75.01", "75.71"], found.Take(3).Select(r => r.Code.ToString()));
        var fit = found.Select(r => r.Name == "Gorontalo" ? 0 : r.Name.StartsWith("Gorontalo", StringComparison.Ordinal) ? 1 : 2).ToArray();
        Assert.Equal(fit.Order(), fit);
        Assert.Contains(found, r => r.FullName == "Kabupaten Gorontalo Utara");
    }

    [Fact]
    public void A_kind_before_the_name_may_also_be_part_of_the_name()
    {
        var found = RegionDirectory.Search("kota barat", RegionLevel.District);

        Assert.Contains(found, r => r.Code == RegionCode.Parse("75.71.01") && r.Name == "Kota Barat");
    }

    [Fact]
    public void A_kind_before_the_name_leaves_other_kinds_out() =>
        Assert.All(RegionDirectory.Search("kel gadingrejo", limit: 100), r => Assert.Equal(RegionKind.Kelurahan, r.Kind));

    [Fact]
    public void A_level_and_a_region_narrow_the_search()
    {
        var districts = RegionDirectory.Search("gadingrejo", RegionLevel.District, RegionCode.Parse("35"));
        var villages = RegionDirectory.Search("pang", within: RegionCode.Parse("12.17"), limit: 100);

        Assert.Equal("35.75.01", Assert.Single(districts).Code.ToString());
        Assert.NotEmpty(villages);
        Assert.All(villages, r => Assert.True(RegionCode.Parse("12.17").Contains(r.Code)));
        Assert.Empty(RegionDirectory.Search("35.75", within: RegionCode.Parse("12")));
        Assert.Empty(RegionDirectory.Search("35.75", RegionLevel.District));
    }

    [Fact]
    public void The_limit_holds_and_must_be_positive()
    {
        Assert.Equal(20, RegionDirectory.Search("su").Count);
        Assert.Equal(3, RegionDirectory.Search("su", limit: 3).Count);
        Assert.Equal(RegionDirectory.Search("su", limit: 50).Take(3), RegionDirectory.Search("su", limit: 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => RegionDirectory.Search("su", limit: 0));
    }

    [Fact]
    public void Every_region_is_found_by_its_full_name_within_its_parent()
    {
        foreach (var level in new[] { RegionLevel.Province, RegionLevel.Regency, RegionLevel.District })
        {
            Assert.All(
                RegionDirectory.Within(RegionCode.National, level),
                region => Assert.Contains(region, RegionDirectory.Search(region.FullName, level, region.Code.Parent)));
        }
    }
}
