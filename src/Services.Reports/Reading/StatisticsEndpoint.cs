using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.Services.Reports.Law;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Reading;

/// <summary>Counts and decisions for everybody. One file for each RPC.</summary>
internal sealed partial class StatisticsEndpoint(ReportsDb db, Tallies tallies, LawBook book) : StatisticsService.StatisticsServiceBase
{
    private static readonly OfficeScope Everywhere = new(RegionCode.National);
}
