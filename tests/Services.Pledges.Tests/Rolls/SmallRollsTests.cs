using Netralitas.Services.Pledges.Rolls;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Tests.Rolls;

/// <summary>Which rolls are so small that a person could be found in their counts.</summary>
public class SmallRollsTests
{
    // signed, outside, on-behalf, withdrawn, erased, elsewhere, missing
    private const string Table =
        """
        0 0 0 0 0 0 0 | told
        0 1 0 0 0 0 0 | told
        0 0 1 0 0 0 0 | told
        0 300 1 0 1 0 0 | told
        5 0 0 0 0 0 0 | told
        4 0 0 0 0 0 0 | withheld
        5 0 0 0 0 0 5 | told
        5 0 0 0 0 0 4 | withheld
        3 0 0 0 0 2 5 | told
        3 0 0 0 0 1 5 | withheld
        0 0 0 0 0 0 5 | told
        0 0 0 0 0 0 1 | withheld
        50 0 0 5 0 0 50 | told
        50 0 0 4 0 0 50 | withheld
        50 0 0 1 0 0 50 | withheld
        """;

    [Fact]
    public void A_group_of_one_to_four_is_withheld_where_it_is_of_people_who_pledged_did_not_or_withdrew() =>
        Assert.Equal(Table, string.Join('\n', Table.ReplaceLineEndings("\n").Split('\n').Select(row => row.Split('|')[0].Trim()).Select(counts =>
            $"{counts} | {(SmallRolls.IsSmall(new SealedRollRow(default, 0, [], [.. counts.Split(' ').Select(long.Parse)])) ? "withheld" : "told")}")), ignoreLineEndingDifferences: true);
}
