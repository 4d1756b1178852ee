using Netralitas.Geography;

namespace Netralitas.Elections.Contests;

/// <summary>A contest, such as the elections of all mayors of 2024.</summary>
public sealed record Contest
{
    /// <summary>Stable, such as <c>pilkada-2024-wali-kota</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The election day that several contests share, such as <c>pilkada-2024</c>.</summary>
    public required string Event { get; init; }

    /// <summary>The body of law.</summary>
    public required ContestFamily Family { get; init; }

    /// <summary>What is elected.</summary>
    public required ContestKind Kind { get; init; }

    /// <summary>Its Indonesian name.</summary>
    public required string Name { get; init; }

    /// <summary>The only regions that elect; empty for all of the kind.</summary>
    public required IReadOnlyList<RegionCode> Only { get; init; }

    /// <summary>Regions that do not elect, nor any within them.</summary>
    public required IReadOnlyList<RegionCode> Except { get; init; }

    /// <summary>Why.</summary>
    public required Citation Citation { get; init; }

    private RegionLevel Level => Kind switch
    {
        ContestKind.Presiden or ContestKind.Dpr or ContestKind.Dpd => RegionLevel.National,
        ContestKind.DprdProvinsi or ContestKind.Gubernur => RegionLevel.Province,
        ContestKind.DprdKabupatenKota or ContestKind.Bupati or ContestKind.WaliKota => RegionLevel.Regency,
    };

    /// <summary>The region that elects as a whole and that a region is or lies in: its province for the governor, its city for the mayor.</summary>
    /// <returns>Null when none does: the region lies above, is of another kind, or is excepted.</returns>
    public RegionCode? ElectingRegionOf(RegionCode region) =>
        region.At(Level) is { } electing && IsHeldIn(electing) ? electing : null;

    /// <summary>The regions that elect, in the order of their codes.</summary>
    /// <remarks>Pilkada 2024: 37 provinces (Daerah Istimewa Yogyakarta elects no governor) and 508 regencies and cities (those of DKI Jakarta are not autonomous) [LAW-STG-03].</remarks>
    public IEnumerable<Region> ElectingRegions() =>
        RegionDirectory.Within(RegionCode.National, Level).Where(region => IsHeldIn(region.Code));

    private bool IsHeldIn(RegionCode electing)
    {
        var isOfKind = Kind switch
        {
            ContestKind.Bupati => electing.Kind == RegionKind.Kabupaten,
            ContestKind.WaliKota => electing.Kind == RegionKind.Kota,
            ContestKind.Presiden or ContestKind.Dpr or ContestKind.Dpd
                or ContestKind.DprdProvinsi or ContestKind.DprdKabupatenKota or ContestKind.Gubernur => true,
        };
        return isOfKind && (Only.Count == 0 || Only.Contains(electing)) && !Except.Any(region => region.Contains(electing));
    }
}
