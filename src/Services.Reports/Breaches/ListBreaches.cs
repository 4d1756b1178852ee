using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Breaches;

internal sealed partial class BreachEndpoint
{
    /// <summary>Breaches of the caller's region, the newest first. Reads only.</summary>
    /// <exception cref="RefusalException">PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID.</exception>
    [Authorize(Roles = Roles.BreachReaders)]
    public override async Task<ListBreachesResponse> ListBreaches(ListBreachesRequest request, ServerCallContext context)
    {
        var (size, before) = (Paging.Size(request.PageSize), Paging.Before(request.PageToken) ?? Guid.AllBitsSet);
        var office = Caller.Of(context).Office;
        var (isBawaslu, isNational, code, below) = (office.Kind == Office.CentralBawaslu.Kind, office.Code == Office.CentralBawaslu.Code, office.Code, office.Code + ".");
        var page = await db.Breaches.AsNoTracking().Where(b => isBawaslu && b.Id < before && (isNational || b.RegionCode == code || b.RegionCode.StartsWith(below))).OrderByDescending(b => b.Id)
            .Select(b => new { Breach = b, Reports = db.BreachReports.Count(r => r.BreachId == b.Id) }).Take(size).ToListAsync(context.CancellationToken);
        return new ListBreachesResponse
        {
            Breaches = { page.Select(row => WireOf(row.Breach, row.Reports)) },
            NextPageToken = page.Count == size ? Paging.Token(page[^1].Breach.Id) : "",
        };
    }
}
