using System.Reflection;

namespace Netralitas.Geography;

/// <summary>Reads the data files in the assembly. What they hold and where it comes from: Data/README.md.</summary>
internal static class RegionData
{
    private static readonly Assembly Assembly = typeof(RegionData).Assembly;

    /// <summary>All regions of a level.</summary>
    internal static RegionTable Read(RegionLevel level) => new(level switch
    {
        RegionLevel.National => [(RegionCode.National, "Indonesia", "Indonesia")],
        RegionLevel.Province => Regions("provinces"),
        RegionLevel.Regency => Regions("regencies"),
        RegionLevel.District => Regions("districts"),
        RegionLevel.Village => Assembly.GetManifestResourceNames()
            .Where(file => file.StartsWith("villages/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .SelectMany(Regions),
    });

    /// <summary>The zone of each province and of the whole country.</summary>
    internal static Dictionary<RegionCode, IndonesianTimeZone> ReadTimeZones() => Rows("time-zones").ToDictionary(
        row => RegionCode.Parse(row.Code),
        row => Enum.Parse<IndonesianTimeZone>(row.Values[..row.Values.IndexOf(',', StringComparison.Ordinal)], ignoreCase: true));

    /// <summary>Bawaslu's code of each office that it is known of.</summary>
    internal static Dictionary<RegionCode, string> ReadBawasluCodes() => Rows("bawaslu-codes").ToDictionary(
        row => RegionCode.Parse(row.Values.AsSpan(0, row.Values.IndexOf(',', StringComparison.Ordinal))),
        row => row.Code);

    private static IEnumerable<(RegionCode Code, string Name, string BareName)> Regions(string file)
    {
        foreach (var (text, rest) in Rows(file))
        {
            var (code, name) = (RegionCode.Parse(text), Unquoted(rest));
            yield return (code, name, RegionNames.Bare(code.Kind, name));
        }
    }

    private static IEnumerable<(string Code, string Values)> Rows(string file)
    {
        using var stream = Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The assembly lacks its data file {file}.");
        using var reader = new StreamReader(stream);
        reader.ReadLine(); // the heading
        while (reader.ReadLine() is { } line)
        {
            var comma = line.IndexOf(',', StringComparison.Ordinal);
            yield return (line[..comma], line[(comma + 1)..]);
        }
    }

    // The name is the last column, and convert.py quotes only a name with a comma in it.
    private static string Unquoted(string name) => name.StartsWith('"') ? name[1..^1] : name;
}
