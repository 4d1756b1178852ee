using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Reminders;

internal sealed partial class ReminderEndpoint
{
    private const int MaxPage = 1_000;

    /// <summary>Reminders of a region of the caller, in the order in which they were started.</summary>
    /// <exception cref="RefusalException">REGION_UNKNOWN, PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID, REGION_OUTSIDE_OFFICE.</exception>
    [Authorize(Roles = Roles.CoverageReaders)]
    public override async Task<ListRemindersResponse> ListReminders(ListRemindersRequest request, ServerCallContext context)
    {
        var page = Page.Read(request.PageSize, request.PageToken, MaxPage);
        OwnRegion.Read(request.RegionCode, context);
        var rows = await ReminderRow.ReadAsync(db,
            "where id > {0} and ({1} = '00' or region_code = {1} or region_code like {2}) order by id limit {3}",
            [page.After, request.RegionCode, request.RegionCode + ".%", page.Size], context.CancellationToken);
        return new ListRemindersResponse { Reminders = { rows.Select(row => row.ToWire()) }, NextPageToken = Page.Next(rows.Count == page.Size ? rows[^1].Id : null) };
    }
}
