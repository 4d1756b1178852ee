namespace Netralitas.Services.Pledges.PublicCoverage;

/// <summary>What anyone is told of the people of a region, from the country down to it, and of its parts; the same whether a region is asked alone or in a list. Pure.</summary>
/// <remarks>
/// A region is told when it would be told beside its siblings, and all that it lies in would. What it has of a category or position is told when the region is, when the region above tells its own of it, and when neither
/// siblings nor other categories could be reckoned from it. How many people there are is the same for every text: what is withheld for their small number is chosen without looking at pledges, so that two texts do not give it away.
/// </remarks>
/// <param name="whole">People of a region and below it.</param>
/// <param name="children">Codes of the regions one level below.</param>
/// <param name="values">People of a region by category or position: each in one.</param>
internal sealed class ToldGroups(Func<string, GroupCount> whole, Func<string, IEnumerable<string>> children, Func<string, IReadOnlyDictionary<string, GroupCount>> values)
{
    /// <summary>Most categories or positions that are told of a region.</summary>
    internal const int MostValues = 1_000;

    private const string Unlisted = "\0unlisted";

    private static readonly HashSet<string> None = [];

    private readonly Func<string, GroupCount> whole = whole;
    private readonly Func<string, IEnumerable<string>> children = children;
    private readonly Func<string, IReadOnlyDictionary<string, GroupCount>> values = values;

    /// <summary>Whether a region is told.</summary>
    /// <param name="path">Codes from the country to the region.</param>
    internal bool IsTold(IReadOnlyList<string> path) =>
        !SmallGroups.IsSmall(whole(path[0])) && Enumerable.Range(1, path.Count - 1).All(n => !WithheldBelow(path[n - 1]).Contains(path[n]));

    /// <summary>Which of the regions below one that is told are withheld.</summary>
    internal HashSet<string> WithheldBelow(string region) => SmallGroups.Withheld(whole(region), Below(region), WithheldForSizeBelow(region));

    /// <summary>The categories or positions of a region that is told, and of each whether it is told. What the region above withholds is not among them.</summary>
    /// <param name="path">Codes from the country to the region.</param>
    internal IReadOnlyList<(string Value, bool IsTold)> ValuesOf(IReadOnlyList<string> path)
    {
        var (told, toldSizes, listed) = ValuesOfCountry(path[0]);
        for (var n = 1; n < path.Count; n++)
        {
            var (parent, region) = (path[n - 1], path[n]);
            var sizes = new Table(this, parent, WithheldForSizeBelow(parent), toldSizes, count => count.Size).Block(None, None);
            var block = new Table(this, parent, WithheldBelow(parent), told, count => count).Block(sizes.Rows, sizes.Columns);
            listed = [.. told.Select(value => (value, IsTold: !(block.Rows.Contains(region) && block.Columns.Contains(value)))).Where(each => !each.IsTold || values(region).ContainsKey(each.value))];
            told = block.Rows.Contains(region) ? [.. told.Where(value => !block.Columns.Contains(value))] : told;
            toldSizes = sizes.Rows.Contains(region) ? [.. toldSizes.Where(value => !sizes.Columns.Contains(value))] : toldSizes;
        }

        return listed;
    }

    private (List<string> Told, List<string> ToldSizes, List<(string Value, bool IsTold)> Listed) ValuesOfCountry(string country)
    {
        var all = values(country);
        List<string> keys = [.. all.Keys.Order(StringComparer.Ordinal)];
        var forSize = SmallGroups.Withheld(whole(country).Size, Sizes(all), keys.Skip(MostValues));
        var withheld = SmallGroups.Withheld(whole(country), all, forSize);
        return ([.. keys.Where(key => !withheld.Contains(key))], [.. keys.Where(key => !forSize.Contains(key))], [.. keys.Take(MostValues).Select(key => (key, !withheld.Contains(key)))]);
    }

    private Dictionary<string, GroupCount> Below(string region) => children(region).ToDictionary(child => child, child => whole(child));

    private HashSet<string> WithheldForSizeBelow(string region) => SmallGroups.Withheld(whole(region).Size, Sizes(Below(region)));

    private static Dictionary<string, GroupCount> Sizes(IReadOnlyDictionary<string, GroupCount> groups) => groups.ToDictionary(group => group.Key, group => group.Value.Size);

    /// <summary>The regions below one by the categories or positions that it tells; what is not told of either is a row and a column of its own, for each is known together.</summary>
    private sealed class Table
    {
        private readonly List<string> rows;
        private readonly List<string> columns;
        private readonly GroupCount[,] cells;

        internal Table(ToldGroups groups, string parent, HashSet<string> withheld, List<string> told, Func<GroupCount, GroupCount> of)
        {
            rows = [.. groups.children(parent).Where(child => !withheld.Contains(child) && groups.whole(child) != default), SmallGroups.Rest];
            columns = [.. told, Unlisted];
            cells = new GroupCount[rows.Count, columns.Count];
            Fill(rows.Count - 1, groups, parent, of);
            for (var row = 0; row < rows.Count - 1; row++)
            {
                Fill(row, groups, rows[row], of);
                for (var column = 0; column < columns.Count; column++)
                {
                    cells[rows.Count - 1, column] -= cells[row, column];
                }
            }
        }

        internal (IReadOnlySet<string> Rows, IReadOnlySet<string> Columns) Block(IReadOnlySet<string> rowsAlso, IReadOnlySet<string> columnsAlso)
        {
            var (inRows, inColumns) = WithheldBlock.Find(cells,
                First(rows.Count, row => Enumerable.Range(0, columns.Count).Sum(column => cells[row, column].All)), First(columns.Count, column => Enumerable.Range(0, rows.Count).Sum(row => cells[row, column].All)),
                Places(rows, rowsAlso), Places(columns, columnsAlso));
            return (Names(rows, inRows), Names(columns, inColumns));
        }

        private void Fill(int row, ToldGroups groups, string region, Func<GroupCount, GroupCount> of)
        {
            var (left, has) = (groups.whole(region), groups.values(region));
            for (var column = 0; column < columns.Count - 1; column++)
            {
                var count = has.GetValueOrDefault(columns[column]);
                cells[row, column] = of(count);
                left -= count;
            }

            cells[row, columns.Count - 1] = of(left);
        }

        // What is told of nobody costs nothing to withhold: it is last of its row or column, and first here. What has nobody hides nobody.
        private static List<int> First(int count, Func<int, long> people) =>
            [.. Enumerable.Range(0, count).Where(place => people(place) > 0).OrderByDescending(place => place == count - 1).ThenBy(people).ThenBy(place => place)];

        private static List<int> Places(List<string> names, IReadOnlySet<string> wanted) => [.. Enumerable.Range(0, names.Count).Where(place => wanted.Contains(names[place]))];

        private static HashSet<string> Names(List<string> names, IReadOnlySet<int> places) => [.. places.Select(place => names[place])];
    }
}
