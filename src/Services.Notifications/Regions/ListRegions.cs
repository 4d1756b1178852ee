using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Geography.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Regions;

internal sealed partial class GeographyEndpoint
{
    private const int DefaultPage = 100;
    private const int LargestPage = 500;

    /// <summary>The regions directly below one region, in the order of their codes.</summary>
    /// <exception cref="RefusalException">REGION_CODE_INVALID, REGION_UNKNOWN, PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID.</exception>
    [AllowAnonymous]
    public override Task<ListRegionsResponse> ListRegions(ListRegionsRequest request, ServerCallContext context)
    {
        var parent = request.ParentCode.Length == 0 ? RegionCode.National : Required(request.ParentCode, "parent_code").Code;
        var size = Paging.Size(request.PageSize, DefaultPage, LargestPage);
        var children = RegionDirectory.Children(parent);
        var start = request.PageToken.Length == 0 ? 0 : StartAfter(children, request.PageToken);
        var response = new ListRegionsResponse { Regions = { children.Skip(start).Take(size).Select(ToWire) } };
        if (start + size < children.Count)
        {
            response.NextPageToken = children[start + size - 1].Code.ToString();
        }

        return Task.FromResult(response);
    }

    // The token is the last code of the page before.
    private static int StartAfter(IReadOnlyList<Geography.Region> children, string token)
    {
        for (var n = 0; n < children.Count; n++)
        {
            if (children[n].Code.ToString() == token)
            {
                return n + 1;
            }
        }

        throw NotificationRefusals.PageTokenInvalid();
    }
}
