using Grpc.Core;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges;

/// <summary>Regions that callers name, and whether they are theirs: an office acts in its own region and those below it.</summary>
internal static class OwnRegion
{
    /// <summary>A region that exists.</summary>
    /// <exception cref="RefusalException">REGION_UNKNOWN.</exception>
    internal static Region Existing(string regionCode) =>
        RegionCode.TryParse(regionCode, out var code) && RegionDirectory.Find(code) is { } region ? region : throw PledgeRefusals.RegionUnknown(regionCode);

    /// <summary>A region that exists and is the caller's.</summary>
    /// <exception cref="RefusalException">REGION_UNKNOWN, REGION_OUTSIDE_OFFICE.</exception>
    internal static Region Read(string regionCode, ServerCallContext context)
    {
        var region = Existing(regionCode);
        Require(regionCode, context);
        return region;
    }

    /// <summary>Passes where a region is the caller's.</summary>
    /// <exception cref="RefusalException">REGION_OUTSIDE_OFFICE.</exception>
    internal static void Require(string regionCode, ServerCallContext context)
    {
        var office = Caller.Of(context).Office;
        if (!office.Covers(regionCode))
        {
            throw PledgeRefusals.RegionOutsideOffice(office);
        }
    }
}
