using Netralitas.Services.Pledges.PublicCoverage;

namespace Netralitas.Services.Pledges.Tests.Coverage;

/// <summary>A country of a few regions whose people pledge two texts; and one who asks for everything, and reckons.</summary>
internal sealed class SmallCountry
{
    private const string Country = "00";
    private const int Texts = 2;

    private static readonly string[] Values = ["A", "B", "C", "D"];

    private readonly Random random;
    private readonly List<string> regions = [Country];

    // People of a region itself, not of those below it: how many, and how many have pledged each text.
    private readonly Dictionary<(string Region, string Value), (long People, long[] Pledged)> own = [];

    internal SmallCountry(Random random)
    {
        this.random = random;
        Grow(Country, depth: 0);
        foreach (var region in regions)
        {
            // Most people belong to regions that have none below them.
            if (!Below(region).Any() || random.Next(3) == 0)
            {
                Array.ForEach(Values, value => own[(region, value)] = Some());
            }
        }
    }

    internal int SmallGroupsInIt { get; private set; }

    internal int ToldInIt { get; private set; }

    public override string ToString() => string.Join('\n', own.Where(each => each.Value.People > 0).Select(each => $"{each.Key.Region} {each.Key.Value}: {each.Value.People} {string.Join('/', each.Value.Pledged)}"));

    /// <summary>Small groups that whoever asks for everything can name the size of.</summary>
    internal List<string> Reckon()
    {
        var found = new List<string>();
        var people = Structure();
        foreach (var (name, count) in Enumerable.Range(0, Texts).SelectMany(Told))
        {
            people.Tell(name, count.All);
        }

        people.Reckon();
        for (var text = 0; text < Texts; text++)
        {
            var (pledged, others) = (Structure(), Structure());
            foreach (var (name, count) in Told(text))
            {
                pledged.Tell(name, count.Those);
                others.Tell(name, count.Others);
            }

            pledged.Reckon();
            others.Reckon();
            var now = text;
            found.AddRange(Groups().Where(group => IsFew(Count(group, now).Those) && pledged.Knows(group)).Select(group => $"text {now}: pledged of {group}"));
            found.AddRange(Groups().Where(group => IsFew(Count(group, now).Others) && others.Knows(group)).Select(group => $"text {now}: not pledged of {group}"));
        }

        found.AddRange(Groups().Where(group => IsFew(Count(group, 0).All) && people.Knows(group)).Select(group => $"people of {group}"));
        SmallGroupsInIt += Groups().Count(group => Enumerable.Range(0, Texts).Any(text => SmallGroups.IsSmall(Count(group, text))));
        return found;
    }

    private void Grow(string region, int depth)
    {
        for (var n = 1; depth < 3 && n <= random.Next(depth == 0 ? 2 : 0, 4); n++)
        {
            var below = depth == 0 ? $"{10 + n}" : $"{region}.{n:00}";
            regions.Add(below);
            Grow(below, depth + 1);
        }
    }

    private (long, long[]) Some()
    {
        long people = random.Next(5) switch { 0 => 0, 1 => random.Next(1, 7), 2 => random.Next(4, 12), _ => random.Next(10, 60) };
        return (people, [.. Enumerable.Range(0, Texts).Select(_ => random.Next(4) switch { 0 => 0L, 1 => people, 2 => Math.Min(people, random.Next(0, 8)), _ => (long)random.Next((int)people + 1) })]);
    }

    // Everything that can be asked: each region alone, its regions, its values. What is left out of a list has nobody.
    private IEnumerable<(string Name, GroupCount Count)> Told(int text)
    {
        var groups = new ToldGroups(region => Count(region, text), Below, region => Values.Select(value => (value, Count: Count($"{region} {value}", text))).Where(each => each.Count != default)
            .ToDictionary(each => each.value, each => each.Count));
        foreach (var path in regions.Select(PathOf).Where(groups.IsTold))
        {
            var region = path[^1];
            yield return (region, Count(region, text));
            ToldInIt++;
            var withheld = groups.WithheldBelow(region);
            foreach (var below in Below(region).Where(below => !withheld.Contains(below)))
            {
                yield return (below, Count(below, text));
            }

            var listed = groups.ValuesOf(path);
            var above = path.Count == 1 ? Values : groups.ValuesOf([.. path.SkipLast(1)]).Where(each => each.IsTold).Select(each => each.Value);
            foreach (var value in listed.Where(each => each.IsTold).Select(each => each.Value).Concat(above.Where(value => listed.All(each => each.Value != value))))
            {
                yield return ($"{region} {value}", Count($"{region} {value}", text));
                ToldInIt++;
            }
        }
    }

    // Each region, what of it is of none below it, and each by value.
    private IEnumerable<string> Groups() => regions.SelectMany(region => Values.Select(value => $"{region} {value}").Append(region)).SelectMany(name => new[] { name, $"{name} itself" });

    private Reckoning Structure()
    {
        var sums = new Reckoning();
        foreach (var region in regions)
        {
            foreach (var value in Values.Select(value => $" {value}").Append(""))
            {
                sums.Add(region + value, [.. Below(region).Select(below => below + value), $"{region}{value} itself"]);
            }

            sums.Add(region, [.. Values.Select(value => $"{region} {value}")]);
            sums.Add($"{region} itself", [.. Values.Select(value => $"{region} {value} itself")]);
        }

        return sums;
    }

    private GroupCount Count(string name, int text)
    {
        var words = name.Split(' ');
        var isItself = words[^1] == "itself";
        return own.Where(each => isItself ? each.Key.Region == words[0] : PathOf(each.Key.Region).Contains(words[0]))
            .Where(each => !Values.Contains(words.ElementAtOrDefault(1)) || each.Key.Value == words[1])
            .Aggregate(default(GroupCount), (sum, each) => sum + new GroupCount(each.Value.People, each.Value.Pledged[text]));
    }

    private IEnumerable<string> Below(string region) => regions.Where(each => ParentOf(each) == region);

    private static bool IsFew(long count) => count is > 0 and < 5;

    private static string? ParentOf(string code) => code == Country ? null : code.Length > 2 ? code[..^3] : Country;

    private static List<string> PathOf(string code) => ParentOf(code) is { } parent ? [.. PathOf(parent), code] : [code];
}
