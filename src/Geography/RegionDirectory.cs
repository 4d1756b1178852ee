namespace Netralitas.Geography;

/// <summary>All regions of Indonesia by the decree named in Data/README.md. Safe to call from several threads.</summary>
/// <remarks>
/// A level is read from the assembly when first asked for and stays in memory: a third of a megabyte down to districts,
/// and three for villages, which take about a tenth of a second on that first call.
/// </remarks>
public static class RegionDirectory
{
    private static readonly Lazy<RegionTable>[] Tables =
        [.. Enum.GetValues<RegionLevel>().Select(level => new Lazy<RegionTable>(() => RegionData.Read(level)))];

    private static readonly Lazy<Dictionary<RegionCode, IndonesianTimeZone>> Zones = new(RegionData.ReadTimeZones);

    /// <summary>The region of a code; null when the data has none.</summary>
    /// <exception cref="InvalidOperationException">The code is the default value.</exception>
    public static Region? Find(RegionCode code)
    {
        var table = Table(code.Level);
        return table.IndexOf(code) is { } index ? RegionAt(table, index) : null;
    }

    /// <summary>The regions one level below, in the order of their codes; empty for a village and for a region that is not in the data.</summary>
    /// <exception cref="InvalidOperationException">The code is the default value.</exception>
    public static IReadOnlyList<Region> Children(RegionCode code) =>
        code.Level == RegionLevel.Village ? [] : [.. Within(code, code.Level + 1)];

    /// <summary>The regions of a level that are a region or lie in it, in the order of their codes.</summary>
    /// <returns>Made one by one while read; empty when the level lies above the region.</returns>
    public static IEnumerable<Region> Within(RegionCode code, RegionLevel level)
    {
        var table = Table(level);
        var (from, to) = table.PlacesWithin(code);
        for (var index = from; index < to; index++)
        {
            yield return RegionAt(table, index);
        }
    }

    /// <summary>The zone of a region's clocks, for deadlines of its offices; reads no names.</summary>
    /// <param name="code">A region of any level in a known province, itself known or not.</param>
    /// <exception cref="ArgumentException">The province is not in the data.</exception>
    /// <exception cref="InvalidOperationException">The code is the default value.</exception>
    public static IndonesianTimeZone TimeZoneOf(RegionCode code) =>
        Zones.Value.TryGetValue(code.Province ?? code, out var zone)
            ? zone
            : throw new ArgumentException($"No province of the data contains {code}.", nameof(code));

    /// <summary>The regions whose name fits a text, best first.</summary>
    /// <param name="text">
    /// What a person typed: words or their beginnings, in any case, with or without accents and punctuation, perhaps after the kind
    /// ("kab. samosir", "kel gadingrejo"), or a code.
    /// </param>
    /// <param name="level">The only level to look at; null for all, which reads the villages.</param>
    /// <param name="within">The region to look in, itself included; null for everywhere.</param>
    /// <param name="limit">The most regions to answer with, at least 1.</param>
    /// <returns>
    /// Names that are the text, then names that begin with it (both whatever the spaces), then names with words that begin with its words;
    /// within each the larger regions first, then the order of codes. Empty when nothing fits or the text has no letter or digit.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is below 1.</exception>
    public static IReadOnlyList<Region> Search(string text, RegionLevel? level = null, RegionCode? within = null, int limit = 20)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var place = within ?? RegionCode.National;
        if (RegionCode.TryParse(text.AsSpan().Trim(), out var code))
        {
            var fits = place.Contains(code) && (level is null || level == code.Level);
            return fits && Find(code) is { } region ? [region] : [];
        }

        var readings = NameQuery.Readings(text);
        var levels = level is null ? Enum.GetValues<RegionLevel>() : [level.Value];
        return
        [
            .. levels.SelectMany(searched => Matches(searched, readings, place, limit))
                .OrderBy(found => found.Match) // stable: larger regions stay first
                .Take(limit)
                .Select(found => RegionAt(found.Table, found.Index)),
        ];
    }

    // The best of one level, at most the limit for each degree of fit, in the order of codes.
    private static List<(NameMatch Match, RegionTable Table, int Index)> Matches(
        RegionLevel level, NameQuery[] readings, RegionCode within, int limit)
    {
        var found = new List<(NameMatch, RegionTable, int)>();
        var counts = new int[Enum.GetValues<NameMatch>().Length];
        var asked = Array.FindAll(readings, reading => reading.Admits(level));
        if (asked.Length == 0)
        {
            return found;
        }

        var table = Table(level);
        var (from, to) = table.PlacesWithin(within);
        for (var index = from; index < to && counts[(int)NameMatch.Exact] < limit; index++)
        {
            if (Best(asked, table, index) is { } match && counts[(int)match]++ < limit)
            {
                found.Add((match, table, index));
            }
        }

        return found;
    }

    private static NameMatch? Best(NameQuery[] readings, RegionTable table, int index)
    {
        NameMatch? best = null;
        foreach (var reading in readings)
        {
            if (reading.Match(table.KeyAt(index)) is { } match && (best is null || match < best) && reading.Admits(table.CodeAt(index)))
            {
                best = match;
            }
        }

        return best;
    }

    private static Region RegionAt(RegionTable table, int index)
    {
        var (code, name) = (table.CodeAt(index), table.NameAt(index));
        return new Region(code, RegionNames.Bare(code.Kind, name), RegionNames.Full(code.Kind, name), TimeZoneOf(code));
    }

    private static RegionTable Table(RegionLevel level) => Tables[(int)level].Value;
}
