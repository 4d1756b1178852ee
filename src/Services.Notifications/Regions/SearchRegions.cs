using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Geography.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Wire = Netralitas.Contracts.Geography.V1;

namespace Netralitas.Services.Notifications.Regions;

internal sealed partial class GeographyEndpoint
{
    private const int DefaultHits = 20;
    private const int MostHits = 100;
    private const int LongestQuery = 200;

    /// <summary>Regions whose name matches the words of a query, best match first.</summary>
    /// <exception cref="RefusalException">QUERY_MISSING, QUERY_TOO_LONG, REGION_LEVEL_UNKNOWN, REGION_CODE_INVALID, REGION_UNKNOWN, PAGE_SIZE_INVALID.</exception>
    [AllowAnonymous]
    public override Task<SearchRegionsResponse> SearchRegions(SearchRegionsRequest request, ServerCallContext context)
    {
        if (!request.Query.Any(char.IsLetterOrDigit))
        {
            throw NotificationRefusals.QueryMissing();
        }

        if (request.Query.Length > LongestQuery)
        {
            throw NotificationRefusals.QueryTooLong(LongestQuery);
        }

        if (!Enum.IsDefined(request.Level))
        {
            throw NotificationRefusals.LevelUnknown();
        }

        var within = request.WithinCode.Length == 0 ? (RegionCode?)null : Required(request.WithinCode, "within_code").Code;
        var hits = RegionDirectory.Search(request.Query, LevelOf(request.Level), within, Paging.Size(request.PageSize, DefaultHits, MostHits));
        return Task.FromResult(new SearchRegionsResponse { Regions = { hits.Select(ToWire) } });
    }

    private static Geography.RegionLevel? LevelOf(Wire.RegionLevel level) => level switch
    {
        Wire.RegionLevel.Unspecified => null,
        Wire.RegionLevel.National => Geography.RegionLevel.National,
        Wire.RegionLevel.Province => Geography.RegionLevel.Province,
        Wire.RegionLevel.Regency => Geography.RegionLevel.Regency,
        Wire.RegionLevel.District => Geography.RegionLevel.District,
        Wire.RegionLevel.Village => Geography.RegionLevel.Village,
    };
}
