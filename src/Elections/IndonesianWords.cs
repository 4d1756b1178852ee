namespace Netralitas.Elections;

/// <summary>Lists as Indonesian texts write them.</summary>
internal static class IndonesianWords
{
    /// <summary>"a", "a dan b", "a, b, dan c"; parts that hold commas themselves are parted by semicolons.</summary>
    internal static string List(IReadOnlyList<string> parts)
    {
        var between = parts.Any(part => part.Contains(',', StringComparison.Ordinal)) ? "; " : ", ";
        return parts.Count switch
        {
            0 => "",
            1 => parts[0],
            2 when between == ", " => $"{parts[0]} dan {parts[1]}",
            _ => $"{string.Join(between, parts.SkipLast(1))}{between}dan {parts[^1]}",
        };
    }
}
