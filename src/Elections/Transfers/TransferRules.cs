using Netralitas.Elections.Contests;
using Netralitas.Geography;

namespace Netralitas.Elections.Transfers;

/// <summary>How a case changes hands between offices of Bawaslu.</summary>
public enum TransferWay
{
    /// <summary>Handed over downward or sideways.</summary>
    Pelimpahan,

    /// <summary>Taken over by an office above.</summary>
    Pengambilalihan,
}

/// <summary>That offices of one level may hand cases to offices of another, or take them over.</summary>
public sealed record TransferRule
{
    /// <summary>The same for all versions.</summary>
    public required string Id { get; init; }

    /// <summary>1 or more.</summary>
    public required int Version { get; init; }

    /// <summary>The body of law.</summary>
    public required ContestFamily Family { get; init; }

    /// <summary>How.</summary>
    public required TransferWay Kind { get; init; }

    /// <summary>Level of the office that gives it up.</summary>
    public required RegionLevel From { get; init; }

    /// <summary>Level of the office that gets it.</summary>
    public required RegionLevel To { get; init; }

    /// <summary>First local date; null when it was not verified.</summary>
    public required DateOnly? ValidFrom { get; init; }

    /// <summary>Last local date, inclusive; null while it is in force.</summary>
    public required DateOnly? ValidTo { get; init; }

    /// <summary>Why.</summary>
    public required Citation Citation { get; init; }

    /// <summary>Whether it holds on a local date.</summary>
    public bool IsValidOn(DateOnly date) => (ValidFrom is null || date >= ValidFrom) && (ValidTo is null || date <= ValidTo);
}

/// <summary>Between which offices a case may change hands, from <c>Data/transfer-rules.csv</c>.</summary>
/// <remarks>Law: Pemilu [LAW-TRF-01], Pilkada [LAW-TRF-02]. A case whose law is not known yet may go every way that either law knows.</remarks>
public sealed class TransferRules(IEnumerable<TransferRule> rows)
{
    /// <summary>The rows of the assembly.</summary>
    public static TransferRules Published { get; } = new(DataRow.Read("transfer-rules").Select(Row));

    /// <summary>All rows.</summary>
    public IReadOnlyList<TransferRule> All { get; } = [.. rows];

    /// <summary>The rule by which a case may change hands; null when there is none.</summary>
    /// <param name="way">How.</param>
    /// <param name="family">The law of the case; null while it is not known.</param>
    /// <param name="from">Region of the office that gives it up.</param>
    /// <param name="to">Region of the office that gets it: for a hand-over below the other or beside it, for a take-over above it.</param>
    /// <param name="on">Local date at the office that gives it up.</param>
    public TransferRule? Find(TransferWay way, ContestFamily? family, RegionCode from, RegionCode to, DateOnly on) =>
        from != to && IsInDirection(way, from, to)
            ? All.FirstOrDefault(row => row.Kind == way && (family is null || row.Family == family) && row.From == from.Level && row.To == to.Level && row.IsValidOn(on))
            : null;

    private static bool IsInDirection(TransferWay way, RegionCode from, RegionCode to) => way switch
    {
        TransferWay.Pelimpahan => from.Level == to.Level || from.Contains(to),
        TransferWay.Pengambilalihan => to.Contains(from),
    };

    private static TransferRule Row(DataRow row) => new()
    {
        Id = row.Text("id"),
        Version = row.Number("version"),
        Family = row.Value<ContestFamily>("family"),
        Kind = row.Value<TransferWay>("kind"),
        From = row.Value<RegionLevel>("from_level"),
        To = row.Value<RegionLevel>("to_level"),
        ValidFrom = row.DateOrNull("valid_from"),
        ValidTo = row.DateOrNull("valid_to"),
        Citation = row.Citation(),
    };
}
