namespace Netralitas.Services.Pledges.Tests.Coverage;

/// <summary>What follows from sums that are known: by solving them together, and by the least and the most that each number can be.</summary>
internal sealed class Reckoning
{
    // Sums are solved among the remainders of a large prime: what is one number there is one number.
    private const long Prime = 2_147_483_647;

    private readonly Dictionary<string, int> places = [];
    private readonly List<(int Whole, int[] Parts)> sums = [];
    private readonly Dictionary<int, long> told = [];
    private readonly Dictionary<int, Dictionary<int, long>> solved = [];
    private long[] least = [];
    private long[] most = [];

    /// <summary>A whole is the sum of its parts.</summary>
    internal void Add(string whole, params string[] parts) => sums.Add((PlaceOf(whole), [.. parts.Select(PlaceOf)]));

    internal void Tell(string name, long count) => told[PlaceOf(name)] = count;

    /// <summary>Draws the conclusions.</summary>
    internal void Reckon()
    {
        foreach (var (whole, parts) in sums)
        {
            Solve(parts.Append(whole).GroupBy(place => place).ToDictionary(each => each.Key, each => each.Key == whole ? Prime - 1 : 1));
        }

        foreach (var place in told.Keys)
        {
            Solve(new Dictionary<int, long> { [place] = 1 });
        }

        Bound();
    }

    /// <summary>Whether a number follows.</summary>
    internal bool Knows(string name)
    {
        var place = PlaceOf(name);
        return least[place] == most[place] || Reduced(new Dictionary<int, long> { [place] = 1 }).Count == 0;
    }

    private int PlaceOf(string name)
    {
        if (!places.TryGetValue(name, out var place))
        {
            places.Add(name, place = places.Count);
        }

        return place;
    }

    private void Solve(Dictionary<int, long> row)
    {
        var left = Reduced(row);
        if (left.Count > 0)
        {
            var (lead, factor) = left.MinBy(each => each.Key);
            var inverse = (long)System.Numerics.BigInteger.ModPow(factor, Prime - 2, Prime);
            solved.Add(lead, left.ToDictionary(each => each.Key, each => each.Value * inverse % Prime));
        }
    }

    private Dictionary<int, long> Reduced(Dictionary<int, long> row)
    {
        var left = new SortedDictionary<int, long>(row);
        var done = new Dictionary<int, long>();
        while (left.Count > 0)
        {
            var (place, factor) = left.First();
            if (!solved.TryGetValue(place, out var known))
            {
                done.Add(place, factor);
                left.Remove(place);
                continue;
            }

            foreach (var (other, weight) in known)
            {
                var value = (left.GetValueOrDefault(other) + ((Prime - factor) * weight)) % Prime;
                if (value == 0)
                {
                    left.Remove(other);
                }
                else
                {
                    left[other] = value;
                }
            }
        }

        return done;
    }

    private void Bound()
    {
        least = new long[places.Count];
        most = [.. Enumerable.Repeat(1_000_000L, places.Count)];
        foreach (var (place, count) in told)
        {
            (least[place], most[place]) = (count, count);
        }

        for (var isNew = true; isNew;)
        {
            isNew = false;
            foreach (var (whole, parts) in sums)
            {
                isNew |= Narrow(whole, parts.Sum(part => least[part]), parts.Sum(part => most[part]));
                foreach (var part in parts)
                {
                    isNew |= Narrow(part, least[whole] - parts.Where(other => other != part).Sum(other => most[other]), most[whole] - parts.Where(other => other != part).Sum(other => least[other]));
                }
            }
        }
    }

    private bool Narrow(int place, long from, long to)
    {
        var isNew = from > least[place] || to < most[place];
        (least[place], most[place]) = (Math.Max(least[place], from), Math.Min(most[place], to));
        return isNew;
    }
}
