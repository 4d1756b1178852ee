using System.Globalization;

namespace Netralitas.Services.Pledges.Tests.Coverage;

/// <summary>Which parts of a whole are withheld from the public: printed, as "all/those of them".</summary>
public class SmallGroupsTests
{
    // The whole; its parts; what is withheld. What the parts leave of the whole belongs to none of them.
    private const string Rule = """
        90/15 | a 40/10 b 30/5 c 20/0 |
        73/15 | a 40/10 b 30/5 c 3/0 | b c
        90/12 | a 40/10 b 30/2 c 20/0 | a b c
        90/40 | a 40/10 b 30/28 c 20/2 | b c
        70/38 | a 40/10 b 30/28 | a b
        47/10 | a 40/10 b 4/0 c 3/0 | b c
        42/10 | a 40/10 b 1/0 c 1/0 | a b c
        60/25 | a 20/10 b 20/10 c 20/5 |
        61/25 | a 20/10 b 20/10 c 20/5 | a rest
        64/25 | a 20/10 b 20/10 c 20/5 | a rest
        66/25 | a 20/10 b 20/10 c 20/5 |
        69/30 | a 20/10 b 20/10 c 3/0 d 20/10 | c rest
        60/23 | a 20/10 b 20/10 c 20/3 | a c
        50/20 | a 20/10 b 20/3 c 3/0 | b c rest
        30/30 | a 10/10 b 10/10 c 10/10 |
        30/0 | a 10/0 b 10/0 c 10/0 |
        40/26 | a 10/10 b 10/10 c 10/6 d 10/0 | a b c d
        30/10 | a 10/10 b 20/0 |
        20/10 | a 20/10 |
        1/1 | a 1/1 | a
        20/10 | |

        """;

    [Fact]
    public void Small_groups_are_withheld_and_what_would_give_them_away_with_them()
    {
        var lines = Rule.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToList();

        var table = lines.Select(cells =>
        {
            var parts = cells[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Chunk(2).ToDictionary(pair => pair[0], pair => Read(pair[1]));
            var withheld = SmallGroups.Withheld(Read(cells[0]), parts).Select(key => key == SmallGroups.Rest ? "rest" : key).Order(StringComparer.Ordinal);
            return $"{cells[0]} | {cells[1]} | {string.Join(' ', withheld)}";
        });

        Assert.Equal(lines.Select(cells => string.Join(" | ", cells)), table);
    }

    [Fact]
    public void What_is_withheld_for_another_reason_is_joined_until_it_is_not_small_together()
    {
        var parts = new Dictionary<string, GroupCount> { ["a"] = new(20, 10), ["b"] = new(30, 10), ["c"] = new(40, 10) };

        Assert.Equal(["a", "b"], SmallGroups.Withheld(new(90, 30), parts, ["b"]).Order(StringComparer.Ordinal));
        Assert.Equal(["b", "c"], SmallGroups.Withheld(new(90, 30), parts, ["b", "c", "nowhere"]).Order(StringComparer.Ordinal));
    }

    internal static GroupCount Read(string text) => new(long.Parse(text.Split('/')[0], CultureInfo.InvariantCulture), long.Parse(text.Split('/')[1], CultureInfo.InvariantCulture));
}
