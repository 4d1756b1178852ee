using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Geography.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Regions;

internal sealed partial class GeographyEndpoint
{
    /// <summary>One region by its code.</summary>
    /// <exception cref="RefusalException">REGION_CODE_INVALID, REGION_UNKNOWN.</exception>
    [AllowAnonymous]
    public override Task<GetRegionResponse> GetRegion(GetRegionRequest request, ServerCallContext context) =>
        Task.FromResult(new GetRegionResponse { Region = ToWire(Required(request.Code, "code")) });
}
