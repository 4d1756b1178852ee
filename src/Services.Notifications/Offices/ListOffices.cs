using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Offices;

internal sealed partial class OfficeDirectoryEndpoint
{
    private const int DefaultPage = 50;
    private const int LargestPage = 200;

    /// <summary>Entries of the directory in the order of their offices, those that the caller may see.</summary>
    /// <remarks>Pages are cut by the last office seen, so that one that is added meanwhile moves nothing.</remarks>
    /// <exception cref="RefusalException">PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID.</exception>
    [Authorize(Roles = Roles.DirectoryReaders)]
    public override async Task<ListOfficesResponse> ListOffices(ListOfficesRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var size = Paging.Size(request.PageSize, DefaultPage, LargestPage);
        if (request.PageToken.Length > 0 && !Office.TryParse(request.PageToken, out _))
        {
            throw NotificationRefusals.PageTokenInvalid();
        }

        var seesAll = caller.Role is Roles.Central or Roles.Auditor;
        var (kind, code, below) = (caller.Office.Kind, caller.Office.Code, caller.Office.Code == "00" ? "" : caller.Office.Code + ".");
        var page = await db.Offices.AsNoTracking()
            .Where(o => string.Compare(o.Office, request.PageToken) > 0 && (request.Kind == "" || o.Kind == request.Kind))
            .Where(o => seesAll || (o.Kind == kind && (o.RegionCode == code || o.RegionCode.StartsWith(below))))
            .OrderBy(o => o.Office)
            .Take(size + 1)
            .ToListAsync(context.CancellationToken);
        var response = new ListOfficesResponse { Entries = { page.Take(size).Select(OfficeEntries.ToWire) } };
        if (page.Count > size)
        {
            response.NextPageToken = page[size - 1].Office;
        }

        return response;
    }
}
