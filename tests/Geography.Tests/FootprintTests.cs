namespace Netralitas.Geography.Tests;

/// <summary>Alone in the process while it runs: it reads the size of the heap.</summary>
[Collection(nameof(FootprintTests))]
[CollectionDefinition(nameof(FootprintTests), DisableParallelization = true)]
public class FootprintTests
{
    private const double Mebibyte = 1024 * 1024;

    [Fact]
    public void Regions_down_to_districts_take_at_most_one_and_a_half_mebibytes_and_with_villages_eight()
    {
        var larger = MebibytesOf([RegionLevel.National, RegionLevel.Province, RegionLevel.Regency, RegionLevel.District]);
        var villages = MebibytesOf([RegionLevel.Village]);

        Assert.InRange(larger, 0.1, 1.5);
        Assert.InRange(larger + villages, 1, 8);
    }

    private static double MebibytesOf(RegionLevel[] levels)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var tables = levels.Select(RegionData.Read).ToArray();
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(tables);
        return (after - before) / Mebibyte;
    }
}
