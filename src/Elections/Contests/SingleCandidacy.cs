using Netralitas.Geography;

namespace Netralitas.Elections.Contests;

/// <summary>A region in which one pair stands alone (calon tunggal) against the empty column.</summary>
/// <param name="ContestId">The contest.</param>
/// <param name="Region">The region that elects.</param>
/// <param name="KnownSince">Instant since which it is known.</param>
/// <param name="Citation">Why.</param>
public sealed record SingleCandidacy(string ContestId, RegionCode Region, DateTimeOffset KnownSince, Citation Citation);
