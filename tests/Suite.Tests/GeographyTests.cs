using Grpc.Core;
using Netralitas.Contracts.Geography.V1;
using TimeZone = Netralitas.Contracts.Geography.V1.TimeZone;

namespace Netralitas.Suite.Tests;

[Collection(SuiteCollection.Name)]
public sealed class GeographyTests(RunningSuite suite)
{
    [Fact]
    public async Task Anyone_finds_a_city_by_name_and_reads_it_by_code()
    {
        var found = await suite.Geography.SearchRegionsAsync(new SearchRegionsRequest { Query = "kota gorontalo", Level = RegionLevel.Regency });
        var read = await suite.Geography.GetRegionAsync(new GetRegionRequest { Code = "75.71" });

        Assert.Equal(read.Region, found.Regions[0]);
        Assert.Equal(
            new Region { Code = "75.71", Name = "Gorontalo", FullName = "Kota Gorontalo", Level = RegionLevel.Regency, Kind = "Kota", ParentCode = "75", TimeZone = TimeZone.Wita },
            read.Region);
    }

    [Fact]
    public async Task The_provinces_come_page_by_page_and_are_38()
    {
        var codes = new List<string>();
        var token = "";
        do
        {
            var page = await suite.Geography.ListRegionsAsync(new ListRegionsRequest { PageSize = 10, PageToken = token });
            codes.AddRange(page.Regions.Select(r => r.Code));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(38, codes.Distinct().Count());
        Assert.Equal(codes.Order(StringComparer.Ordinal), codes);
    }

    [Fact]
    public async Task The_34_kelurahan_of_Pasuruan_are_below_its_4_districts()
    {
        var districts = await suite.Geography.ListRegionsAsync(new ListRegionsRequest { ParentCode = "35.75" });
        var villages = await Task.WhenAll(districts.Regions.Select(d => suite.Geography.ListRegionsAsync(new ListRegionsRequest { ParentCode = d.Code }).ResponseAsync));

        Assert.Equal(4, districts.Regions.Count);
        Assert.Equal(34, villages.Sum(v => v.Regions.Count));
    }

    [Theory]
    [InlineData("", "REGION_CODE_INVALID", StatusCode.InvalidArgument)]
    [InlineData("75.7", "REGION_CODE_INVALID", StatusCode.InvalidArgument)]
    [InlineData("99", "REGION_UNKNOWN", StatusCode.NotFound)]
    public async Task A_code_that_is_none_is_refused(string code, string reason, StatusCode status)
    {
        var refusal = await Refusal.OfAsync(suite.Geography.GetRegionAsync(new GetRegionRequest { Code = code }));

        Assert.Equal((status, reason), (refusal.Code, refusal.Reason));
    }

    [Theory]
    [InlineData(" - ", RegionLevel.Unspecified, "QUERY_MISSING")]
    [InlineData("a", (RegionLevel)77, "REGION_LEVEL_UNKNOWN")]
    [InlineData("@200", RegionLevel.Unspecified, "QUERY_TOO_LONG")]
    public async Task A_search_that_cannot_be_is_refused(string query, RegionLevel level, string reason)
    {
        var request = new SearchRegionsRequest { Query = query == "@200" ? new string('a', 201) : query, Level = level };

        Assert.Equal(reason, (await Refusal.OfAsync(suite.Geography.SearchRegionsAsync(request))).Reason);
    }
}
