using System.Globalization;
using Netralitas.Services.Pledges.PublicCoverage;

namespace Netralitas.Services.Pledges.Tests.Coverage;

/// <summary>What anyone is told of regions and of their categories or positions; and that nobody reckons a small group from all of it.</summary>
public class ToldGroupsTests
{
    [Theory]
    // Nothing is small.
    [InlineData("20/10 20/10; 20/10 20/10", "")]
    // One small cell takes another of its row and another of its column, and the cell where these cross.
    [InlineData("3/0 20/10 30/10; 20/10 20/10 30/10; 30/10 30/10 30/10", "0 1 x 0 1")]
    // Few pledges, and few without one, are small too.
    [InlineData("20/3 20/10 30/10; 20/10 20/10 30/10; 30/10 30/10 30/10", "0 1 x 0 1")]
    [InlineData("20/17 20/10 30/10; 20/10 20/10 30/10; 30/10 30/10 30/10", "0 1 x 0 1")]
    // Together still small: a third column.
    [InlineData("3/0 1/0 30/10; 20/0 20/10 30/10; 30/10 30/10 30/10", "0 1 x 0 1 2")]
    // What nobody belongs to hides nobody.
    [InlineData("3/0 0/0 30/10; 20/10 0/0 30/10", "0 1 x 0 2")]
    public void Small_cells_are_withheld_with_others_of_their_rows_and_columns(string table, string block)
    {
        var rows = table.Split(';').Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(SmallGroupsTests.Read).ToArray()).ToArray();
        var cells = new GroupCount[rows.Length, rows[0].Length];
        foreach (var (row, column) in rows.SelectMany((row, r) => row.Select((_, c) => (r, c))))
        {
            cells[row, column] = rows[row][column];
        }

        var used = Enumerable.Range(0, rows[0].Length).Where(column => rows.Any(row => row[column] != default));
        var (inRows, inColumns) = WithheldBlock.Find(cells, Enumerable.Range(0, rows.Length), used, [], []);

        Assert.Equal(block, inColumns.Count == 0 ? "" : $"{Places(inRows)} x {Places(inColumns)}");
    }

    [Fact]
    public void A_region_is_told_when_it_would_be_told_beside_its_siblings_and_all_that_it_lies_in_would()
    {
        var people = new Dictionary<string, (long, long)>
        {
            ["00"] = (500, 200),
            ["11"] = (300, 100),
            ["12"] = (100, 50),
            ["13"] = (97, 47),
            ["14"] = (3, 3),
            ["11.01"] = (100, 50),
            ["11.02"] = (190, 40),
            ["12.01"] = (50, 25),
            ["12.02"] = (50, 25),
            ["13.01"] = (60, 30),
            ["13.02"] = (37, 17),
            ["14.01"] = (3, 3),
        };
        var told = new ToldGroups(code => Of(people, code), code => people.Keys.Where(each => ParentOf(each) == code), _ => new Dictionary<string, GroupCount>());

        // 14 is small, and 13 is withheld with it; what lies in either is told neither in a list nor alone. Ten people of 11 are of none of its regencies.
        Assert.Equal(["00", "11", "11.01", "11.02", "12", "12.01", "12.02"], people.Keys.Where(code => told.IsTold(PathOf(code))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_a_region_withholds_of_its_values_the_regions_below_it_do_not_tell()
    {
        var people = new Dictionary<string, (long, long)> { ["00"] = (180, 90), ["11"] = (90, 45), ["12"] = (90, 45) };
        var values = new Dictionary<string, Dictionary<string, GroupCount>>
        {
            ["00"] = new() { ["Pejabat"] = new(4, 0), ["Pns"] = new(96, 50), ["Pppk"] = new(40, 20), ["Ppnpn"] = new(40, 20) },
            ["11"] = new() { ["Pns"] = new(50, 25), ["Pppk"] = new(20, 10), ["Ppnpn"] = new(20, 10) },
            ["12"] = new() { ["Pejabat"] = new(4, 0), ["Pns"] = new(46, 25), ["Pppk"] = new(20, 10), ["Ppnpn"] = new(20, 10) },
        };
        var told = new ToldGroups(code => Of(people, code), code => people.Keys.Where(each => ParentOf(each) == code), code => values[code]);

        Assert.Equal("Pejabat False, Pns True, Ppnpn False, Pppk True", Lines(told.ValuesOf(["00"])));
        Assert.Equal("Pns True, Pppk True", Lines(told.ValuesOf(["00", "11"])));
        Assert.Equal("Pns True, Pppk True", Lines(told.ValuesOf(["00", "12"])));
    }

    // Hierarchies of two texts with few and many people, many of them told and many not: everything that is answered is reckoned with.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Nobody_reckons_a_small_group_from_all_that_is_told_of_a_country(int seed)
    {
        var random = new Random(seed);
        var (small, told) = (0, 0);
        for (var n = 0; n < 60; n++)
        {
            var country = new SmallCountry(random);
            var reckoned = country.Reckon();
            Assert.True(reckoned.Count == 0, $"seed {seed}, country {n}:\n{string.Join('\n', reckoned)}\n{country}");
            small += country.SmallGroupsInIt;
            told += country.ToldInIt;
        }

        Assert.True(small > 500 && told > 500, $"{small} small groups, {told} told");
    }

    private static GroupCount Of(Dictionary<string, (long All, long Those)> people, string code) => people.TryGetValue(code, out var found) ? new GroupCount(found.All, found.Those) : default;

    private static string? ParentOf(string code) => code == "00" ? null : code.Length > 2 ? code[..^3] : "00";

    private static List<string> PathOf(string code) => ParentOf(code) is { } parent ? [.. PathOf(parent), code] : [code];

    private static string Lines(IEnumerable<(string Value, bool IsTold)> listed) => string.Join(", ", listed.Select(each => $"{each.Value} {each.IsTold}"));

    private static string Places(IEnumerable<int> places) => string.Join(' ', places.Order().Select(place => place.ToString(CultureInfo.InvariantCulture)));
}
