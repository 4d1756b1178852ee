using Netralitas.Elections.Contests;

namespace Netralitas.Services.Reports.Numbering;

/// <summary>Which code of the official number a contest has, by the words that a reporter used for it. Pure.</summary>
/// <remarks>The rows of <c>contest-codes.csv</c>, with how well each is known [LAW-NUM-01].</remarks>
internal static class ContestCodes
{
    // Far longer than any contest's name.
    private const int LongestName = 300;

    private static readonly IReadOnlyList<(ContestCode Contest, string[] Phrases)> Rows = Read();

    /// <summary>The contest, for example <c>PW</c> for "Pemilihan Wali Kota 2024"; null when no contest is told, or more than one.</summary>
    /// <param name="contest">The reporter's words.</param>
    internal static ContestCode? Find(string contest)
    {
        var said = Spaced(contest.Length <= LongestName ? contest : contest[..LongestName]);
        var found = Rows.Where(row => row.Phrases.Any(phrase => said.Contains(phrase, StringComparison.Ordinal))).Select(row => row.Contest).Take(2).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    // Whole words only, so that "bupati" is not found in a longer word.
    private static string Spaced(string text)
    {
        var letters = new string([.. text.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')]);
        return $" {string.Join(' ', letters.Split(' ', StringSplitOptions.RemoveEmptyEntries))} ";
    }

    private static List<(ContestCode Contest, string[] Phrases)> Read()
    {
        using var stream = typeof(ContestCodes).Assembly.GetManifestResourceStream("contest-codes")!;
        using var reader = new StreamReader(stream);
        reader.ReadLine(); // the heading
        var rows = new List<(ContestCode, string[])>();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',', 4);
            rows.Add((new ContestCode(cells[0], Enum.Parse<ContestFamily>(cells[1])), [.. cells[2].Split('|').Select(Spaced)]));
        }

        return rows;
    }
}

/// <summary>A contest as official numbers tell it.</summary>
/// <param name="Code">For example <c>PW</c>.</param>
/// <param name="Family">The body of law that its reports are handled under.</param>
internal sealed record ContestCode(string Code, ContestFamily Family);
