namespace Netralitas.Services.Reports.Numbering;

/// <summary>Which code of the official number a contest has, by the words that a reporter used for it. Pure.</summary>
/// <remarks>The rows of <c>contest-codes.csv</c>, with how well each is known [LAW-NUM-01].</remarks>
internal static class ContestCodes
{
    // Far longer than any contest's name.
    private const int LongestName = 300;

    private static readonly IReadOnlyList<(string Code, string[] Phrases)> Rows = Read();

    /// <summary>The code, for example <c>PW</c> for "Pemilihan Wali Kota 2024"; null when no contest is told, or more than one.</summary>
    /// <param name="contest">The reporter's words.</param>
    internal static string? Find(string contest)
    {
        var said = Spaced(contest.Length <= LongestName ? contest : contest[..LongestName]);
        var codes = Rows.Where(row => row.Phrases.Any(phrase => said.Contains(phrase, StringComparison.Ordinal))).Select(row => row.Code).Take(2).ToList();
        return codes.Count == 1 ? codes[0] : null;
    }

    // Whole words only, so that "bupati" is not found in a longer word.
    private static string Spaced(string text)
    {
        var letters = new string([.. text.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')]);
        return $" {string.Join(' ', letters.Split(' ', StringSplitOptions.RemoveEmptyEntries))} ";
    }

    private static List<(string Code, string[] Phrases)> Read()
    {
        using var stream = typeof(ContestCodes).Assembly.GetManifestResourceStream("contest-codes")!;
        using var reader = new StreamReader(stream);
        reader.ReadLine(); // the heading
        var rows = new List<(string, string[])>();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',', 3);
            rows.Add((cells[0], [.. cells[1].Split('|').Select(Spaced)]));
        }

        return rows;
    }
}
