namespace Netralitas.Services.Pledges;

/// <summary>People of a group, or cases of one, and those of them to whom something applies: who pledged, in which a violation was found.</summary>
internal readonly record struct GroupCount(long All, long Those)
{
    internal long Others => All - Those;

    /// <summary>How large the group is, and nothing else of it.</summary>
    internal GroupCount Size => new(All, 0);

    public static GroupCount operator +(GroupCount one, GroupCount other) => new(one.All + other.All, one.Those + other.Those);

    public static GroupCount operator -(GroupCount one, GroupCount other) => new(one.All - other.All, one.Those - other.Those);
}

/// <summary>What may be told to anyone of a whole and its parts: no group in which a person could be found, and none from which such a group could be reckoned. Pure.</summary>
/// <remarks>
/// Who knows the whole and the parts that are told knows what the others are together. So those must be at least two, and together not small; then each of them may be more, and less, than it is.
/// That fewer than five are too few is our own choice, as official statistics often make it; no text that was read asks for it.
/// </remarks>
internal static class SmallGroups
{
    /// <summary>What belongs to no part. It is never told, and is reckoned where all parts are: it is a part of its own.</summary>
    internal const string Rest = "\0rest";

    private const long Fewest = 5;

    /// <summary>Whether a group has few people, few of those, or few others. Nobody is not few.</summary>
    internal static bool IsSmall(GroupCount group) => IsFew(group.All) || IsFew(group.Those) || IsFew(group.Others);

    /// <summary>Which parts of a whole that is told are withheld: the small ones, and the least of the others while those withheld are one part or small together.</summary>
    /// <param name="whole">The whole.</param>
    /// <param name="parts">Its parts by key; parts that nobody belongs to may be left out.</param>
    /// <param name="also">Parts that are withheld whatever they are.</param>
    internal static HashSet<string> Withheld(GroupCount whole, IReadOnlyDictionary<string, GroupCount> parts, IEnumerable<string>? also = null)
    {
        var groups = parts.Where(part => part.Value != default).ToDictionary();
        var rest = groups.Values.Aggregate(whole, (left, part) => left - part);
        if (rest != default)
        {
            groups.Add(Rest, rest);
        }

        var withheld = groups.Where(part => IsSmall(part.Value)).Select(part => part.Key).Union((also ?? []).Where(groups.ContainsKey)).ToHashSet(StringComparer.Ordinal);
        if (withheld.Count == 0)
        {
            return withheld;
        }

        var together = withheld.Aggregate(default(GroupCount), (sum, key) => sum + groups[key]);
        foreach (var (key, group) in groups.Where(part => !withheld.Contains(part.Key)).OrderByDescending(part => part.Key == Rest).ThenBy(part => part.Value.All).ThenBy(part => part.Key, StringComparer.Ordinal).ToList())
        {
            if (key != Rest && withheld.Count > 1 && !IsSmall(together))
            {
                break;
            }

            withheld.Add(key);
            together += group;
        }

        return withheld;
    }

    private static bool IsFew(long count) => count is > 0 and < Fewest;
}
