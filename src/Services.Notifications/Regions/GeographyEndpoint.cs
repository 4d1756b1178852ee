using Netralitas.Contracts.Geography.V1;
using Netralitas.Geography;
using Wire = Netralitas.Contracts.Geography.V1;

namespace Netralitas.Services.Notifications.Regions;

/// <summary>Regions by Kemendagri code, for anyone. One file for each RPC.</summary>
internal sealed partial class GeographyEndpoint : GeographyService.GeographyServiceBase
{
    private static Geography.Region Required(string text, string field)
    {
        if (!RegionCode.TryParse(text, out var code))
        {
            throw NotificationRefusals.RegionCodeInvalid(field);
        }

        return RegionDirectory.Find(code) ?? throw NotificationRefusals.RegionUnknown(field);
    }

    private static Wire.Region ToWire(Geography.Region region) => new()
    {
        Code = region.Code.ToString(),
        Name = region.Name,
        FullName = region.FullName,
        Level = region.Level switch
        {
            Geography.RegionLevel.National => Wire.RegionLevel.National,
            Geography.RegionLevel.Province => Wire.RegionLevel.Province,
            Geography.RegionLevel.Regency => Wire.RegionLevel.Regency,
            Geography.RegionLevel.District => Wire.RegionLevel.District,
            Geography.RegionLevel.Village => Wire.RegionLevel.Village,
        },
        Kind = region.Kind is RegionKind.DesaAdat ? "Desa Adat" : region.Kind.ToString(),
        ParentCode = region.Code.Parent?.ToString() ?? "",
        TimeZone = region.TimeZone switch
        {
            IndonesianTimeZone.Wib => Wire.TimeZone.Wib,
            IndonesianTimeZone.Wita => Wire.TimeZone.Wita,
            IndonesianTimeZone.Wit => Wire.TimeZone.Wit,
        },
    };
}
