namespace Netralitas.Elections.Authorities;

/// <summary>The authorities that take what is forwarded, by date, from <c>Data/authorities.csv</c>.</summary>
/// <remarks>
/// Law: KASN until its end and BKN after it [LAW-FWD-01], the Sentra Gakkumdu for crimes [LAW-FWD-02], KPU and DKPP [LAW-FWD-03]. The independent body that is to come after BKN is a row
/// that an official records when it is there: <see cref="With"/>.
/// </remarks>
public sealed class AuthorityTable
{
    /// <summary>Holds the rows, in any order.</summary>
    /// <exception cref="ArgumentException">Two authorities of one track are in force on one day, so that it would be chance to which of them a case goes.</exception>
    public AuthorityTable(IEnumerable<Authority> rows)
    {
        All = [.. rows];
        foreach (var track in All.Where(row => row.HoldsEver).GroupBy(row => row.Track))
        {
            var inOrder = track.OrderBy(row => row.ValidFrom ?? DateOnly.MinValue).ToList();
            if (inOrder.Zip(inOrder.Skip(1)).Any(pair => pair.First.ValidTo is not { } ends || ends >= (pair.Second.ValidFrom ?? DateOnly.MinValue)))
            {
                throw new ArgumentException($"Two authorities of {track.Key} are in force on one day.");
            }
        }
    }

    /// <summary>The rows of the assembly.</summary>
    public static AuthorityTable Published { get; } = new(DataRow.Read("authorities").Select(Row));

    /// <summary>All rows, in the order of the file.</summary>
    public IReadOnlyList<Authority> All { get; }

    /// <summary>The authority that takes what is forwarded on a day; null when none is in force.</summary>
    /// <param name="track">What is forwarded.</param>
    /// <param name="on">Local date of the forwarding, at the office that forwards.</param>
    public Authority? Of(ForwardingTrack track, DateOnly on) => All.FirstOrDefault(row => row.Track == track && row.IsValidOn(on));

    /// <summary>The last version under an id; 0 when there is none.</summary>
    public int LatestVersionOf(string id) => All.Where(row => row.Id == id).Select(row => row.Version).DefaultIfEmpty().Max();

    /// <summary>A table with a further authority: from its first day on it takes all that is forwarded on its track, whoever would have taken it then.</summary>
    /// <param name="further">One with a first day. Rows that end because of it stay, for what was forwarded under them; one that had not begun by that day never does.</param>
    public AuthorityTable With(Authority further)
    {
        var until = further.ValidFrom!.Value.AddDays(-1);
        return new([.. All.Select(row => row.Track == further.Track && !(row.ValidTo <= until) ? row with { ValidTo = until } : row), further]);
    }

    private static Authority Row(DataRow row) => new()
    {
        Id = row.Text("id"),
        Version = row.Number("version"),
        Track = row.Value<ForwardingTrack>("track"),
        ValidFrom = row.DateOrNull("valid_from"),
        ValidTo = row.DateOrNull("valid_to"),
        Name = row.Text("name"),
        Channel = row.Text("channel"),
        Citation = row.Citation(),
    };
}
