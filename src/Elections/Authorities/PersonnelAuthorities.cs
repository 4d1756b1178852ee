using System.Text.RegularExpressions;
using Netralitas.Geography;

namespace Netralitas.Elections.Authorities;

/// <summary>The personnel authorities, by kind of agency and date, from <c>Data/personnel-authorities.csv</c>.</summary>
/// <remarks>Law: heads of regions, and ministers also for their agencies in the regions [LAW-FWD-04]; who is himself a respondent does not get the case [LAW-FWD-05].</remarks>
public sealed partial class PersonnelAuthorities
{
    /// <summary>Holds the rows, in any order.</summary>
    /// <exception cref="ArgumentException">One above another is not there, or the way up never ends.</exception>
    public PersonnelAuthorities(IEnumerable<PersonnelAuthority> rows)
    {
        All = [.. rows];
        foreach (var row in All)
        {
            var (at, steps) = (row, 0);
            while (at.Above is { } above)
            {
                at = All.FirstOrDefault(other => other.Id == above) ?? throw new ArgumentException($"{above}, above {at.Id}, is not there.");
                if (++steps > All.Count)
                {
                    throw new ArgumentException($"The way up from {row.Id} never ends.");
                }
            }
        }
    }

    /// <summary>The rows of the assembly.</summary>
    public static PersonnelAuthorities Published { get; } = new(DataRow.Read("personnel-authorities").Select(Row));

    /// <summary>All rows, in the order of the file.</summary>
    public IReadOnlyList<PersonnelAuthority> All { get; }

    /// <summary>The personnel authority of a kind of agency on a local date; null when no row holds.</summary>
    public PersonnelAuthority? Of(AgencyKind agency, DateOnly on) => All.FirstOrDefault(row => row.Agency == agency && row.IsValidOn(on));

    /// <summary>Who takes the case instead of one who is himself a respondent; null for the last on the way up.</summary>
    public PersonnelAuthority? Above(PersonnelAuthority authority, DateOnly on) => All.FirstOrDefault(row => row.Id == authority.Above && row.IsValidOn(on));

    /// <summary>The level at which whoever holds a position is a personnel authority, an acting one (Pj, Pjs, Plt, Plh) too; null for any other position.</summary>
    /// <param name="position">As a reporter wrote it. A deputy (wakil) is none, and neither is who works for one. Of two offices the first that counts is told.</param>
    public static RegionLevel? LevelOf(string position) => Position().Match(position.Trim()) switch
    {
        { Success: false } => null,
        var match => match.Groups["title"].Value.ToUpperInvariant()[0] switch
        {
            'B' or 'W' => RegionLevel.Regency,
            'G' => RegionLevel.Province,
            _ => RegionLevel.National,
        },
    };

    // At the beginning, or where a second office follows: `Penjabat (Pj) Wali Kota`, `Plt.Bupati`, `Sekda selaku Plh Bupati`, `Calon Bupati petahana`.
    [GeneratedRegex(
        @"(?:\A|[/,;(]\s*|\b(?:selaku|sekaligus|merangkap|sebagai|dan)\s+)(?:(?:bapak|pak|ibu|bu|bpk|sdr|saudara)\.?\s+)?(?:(?:petahana|inkumben|incumbent)\s+|calon\s+(?=(?:bupati|wali\s*kota|gubernur)\s+\(?(?:petahana|inkumben|incumbent)))?" +
        @"(?:(?:pj|pjs|plt|plh|penjabat(?:\s+sementara)?|pelaksana\s+(?:tugas|harian))\b\.?\s*(?:\((?:pj|pjs|plt|plh)\.?\)\s*)?)?(?<title>bupati|wali\s*kota|gubernur|menteri)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Position();

    private static PersonnelAuthority Row(DataRow row) => new()
    {
        Id = row.Text("id"),
        Version = row.Number("version"),
        Agency = row.TextOrEmpty("agency").Length == 0 ? null : row.Value<AgencyKind>("agency"),
        OfficeLevel = row.TextOrEmpty("office_level").Length == 0 ? null : row.Value<RegionLevel>("office_level"),
        ValidFrom = row.DateOrNull("valid_from"),
        ValidTo = row.DateOrNull("valid_to"),
        Title = row.Text("title"),
        Above = row.TextOrEmpty("above").Length == 0 ? null : row.Text("above"),
        Citation = row.Citation(),
    };
}
