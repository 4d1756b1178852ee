using Netralitas.Services.Reports.Reading;

namespace Netralitas.Services.Reports.Tests.Reading;

public class SuppressionTests
{
    [Theory]
    [InlineData("10 7 5", "10 7 5", 0, 22)]
    [InlineData("10 7 3", "10", 10, 20)]
    [InlineData("10 7 3 3", "10 7", 6, 23)]
    [InlineData("10 7 1 1", "10", 9, 19)]
    [InlineData("10 4", "", 14, 14)]
    [InlineData("7", "7", 0, 7)]
    [InlineData("4", "", 0, null)]
    [InlineData("2 2", "", 0, null)]
    [InlineData("", "", 0, null)]
    public void Small_counts_are_withheld_and_so_many_others_that_the_total_tells_none_of_them(string counts, string told, long others, int? total)
    {
        var suppressed = Suppression.Of(Keyed(Numbers(counts)), Numbers(counts).Sum());

        Assert.Equal((told, others, (long?)total), (string.Join(' ', suppressed.Told.Select(each => each.Count)), suppressed.Others, suppressed.Total));
    }

    [Fact]
    public void Whatever_the_counts_nothing_below_five_is_told_or_left_when_the_told_ones_are_taken_from_the_total()
    {
        foreach (var counts in Tables())
        {
            var total = counts.Sum();
            var suppressed = Suppression.Of(Keyed(counts), total);

            Assert.All(suppressed.Told, each => Assert.True(each.Count >= 5));
            var withheld = counts.Length - suppressed.Told.Count;
            if (suppressed.Total is { } toldTotal)
            {
                Assert.Equal(toldTotal - suppressed.Told.Sum(each => each.Count), suppressed.Others);
                Assert.True(suppressed.Others == 0 ? withheld == 0 : withheld >= 2 && suppressed.Others >= 5, string.Join(' ', counts));
            }
            else
            {
                Assert.True(total < 5);
                Assert.Empty(suppressed.Told);
            }
        }
    }

    private static IEnumerable<long[]> Tables()
    {
        for (var a = 1; a <= 8; a++)
        {
            for (var b = 0; b <= 8; b++)
            {
                for (var c = 0; c <= 8; c++)
                {
                    for (var d = 0; d <= 8; d++)
                    {
                        yield return [.. new long[] { a, b, c, d }.Where(count => count > 0)];
                    }
                }
            }
        }
    }

    private static long[] Numbers(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)];

    private static IEnumerable<CountedKey> Keyed(IEnumerable<long> counts) => counts.Select((count, n) => new CountedKey($"{n}", count));
}
