using Netralitas.Elections.Contests;

namespace Netralitas.Elections.Violations;

/// <summary>The catalogue of violations, from <c>Data/violations.csv</c>. Which row an act is, an examiner decides by its circumstances, never its reporter.</summary>
/// <remarks>
/// Law: kode etik and disiplin by SKB 2022, Lampiran II [LAW-VIO-01, LAW-VIO-02]; acts that PP 94/2021 names apart [LAW-VIO-03]; crimes of Pilkada [LAW-VIO-04] and Pemilu [LAW-VIO-05].
/// For whom a row is (PNS, PPPK, PPNPN) is not told apart: PPPK follow the rules of discipline, others the yearly contract.
/// </remarks>
public sealed class ViolationCatalogue
{
    /// <summary>Holds the rows.</summary>
    /// <exception cref="ArgumentException">Two rows of one code hold on the same day, or a criminal row is of no election law.</exception>
    public ViolationCatalogue(IEnumerable<Violation> rows)
    {
        All = [.. rows];
        foreach (var versions in All.GroupBy(row => row.Code))
        {
            var inOrder = versions.OrderBy(row => row.ValidFrom ?? DateOnly.MinValue).ToList();
            if (inOrder.Zip(inOrder.Skip(1)).Any(pair => pair.First.ValidTo is not { } ends || ends >= pair.Second.ValidFrom))
            {
                throw new ArgumentException($"Rows of {versions.Key} hold on the same day.");
            }
        }

        if (All.FirstOrDefault(row => row.Class == ViolationClass.Pidana && row.Family is null) is { } wrong)
        {
            throw new ArgumentException($"{wrong.Code} is a crime of no election law.");
        }
    }

    /// <summary>The rows of the assembly.</summary>
    public static ViolationCatalogue Published { get; } = new(DataRow.Read("violations").Select(Row));

    /// <summary>All rows, in the order of the file.</summary>
    public IReadOnlyList<Violation> All { get; }

    /// <summary>The row of a code for an act on a local date; null when there is none.</summary>
    public Violation? Find(string code, DateOnly happenedOn) => All.FirstOrDefault(row => row.Code == code && row.IsValidOn(happenedOn));

    /// <summary>The rows that an act can be qualified by.</summary>
    /// <param name="happenedOn">Local date of the act.</param>
    /// <param name="family">The election law of its contest.</param>
    /// <param name="phase">Where the contest stood on that day; null when that is not known: then the rows of both phases.</param>
    public IReadOnlyList<Violation> For(DateOnly happenedOn, ContestFamily family, Phase? phase) =>
        [.. All.Where(row => row.IsValidOn(happenedOn) && (row.Family is null || row.Family == family) && Fits(row.Phase, phase))];

    /// <summary>The rows that a word means, whatever its case.</summary>
    /// <param name="word">Part of a name or a synonym, or the synonym's words in a longer text.</param>
    public IReadOnlyList<Violation> Meaning(string word) =>
        [.. All.Where(row => Holds(row.Name, word) || row.Synonyms.Any(synonym => Holds(synonym, word) || Holds(word, synonym)))];

    private static bool Holds(string text, string part) => part.Length > 0 && text.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static bool Fits(ViolationPhase row, Phase? phase) => row switch
    {
        ViolationPhase.Any => true,
        ViolationPhase.Bakal => phase?.CandidatesAreFixed() != true,
        ViolationPhase.Calon => phase?.CandidatesAreFixed() != false,
    };

    private static Violation Row(DataRow row) => new()
    {
        Code = row.Text("code"),
        Class = row.Value<ViolationClass>("class"),
        Phase = row.Value<ViolationPhase>("phase"),
        Family = row.TextOrEmpty("family").Length == 0 ? null : row.Value<ContestFamily>("family"),
        Name = row.Text("name"),
        Level = row.Value<SanctionLevel>("level"),
        Sanction = row.Text("sanction"),
        DisputedLevel = row.TextOrEmpty("disputed_level").Length == 0 ? null : row.Value<SanctionLevel>("disputed_level"),
        Synonyms = row.TextOrEmpty("synonyms").Split('|', StringSplitOptions.RemoveEmptyEntries),
        ValidFrom = row.DateOrNull("valid_from"),
        ValidTo = row.DateOrNull("valid_to"),
        Citation = row.Citation(),
    };
}
