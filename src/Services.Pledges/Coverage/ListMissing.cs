using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Rosters;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Coverage;

internal sealed partial class CoverageEndpoint
{
    private const int MaxMissingPage = 1_000;

    /// <summary>Who is expected today in a region of the caller and has not pledged, by name.</summary>
    /// <exception cref="RefusalException">
    /// COVERAGE_INVALID, REGION_UNKNOWN, PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID, DECLARATION_UNKNOWN, DECLARATION_WITHOUT_TEXT, REGION_OUTSIDE_OFFICE.
    /// </exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<ListMissingResponse> ListMissing(ListMissingRequest request, ServerCallContext context)
    {
        var page = Page.Read(request.PageSize, request.PageToken, MaxMissingPage);
        var asked = await ReadOwnAsync(request.Subject, request.RegionCode, context);
        var below = request.RegionCode + ".%";
        var missing = await db.Database.SqlQuery<Missing>(
            $"""
            select e.id as "Id", e.sealed as "Sealed", e.position as "Position", e.category as "Category", e.region_code as "RegionCode", a.name as "Agency"
            from pledges.roster_entries e join pledges.agencies a on a.id = e.agency_id
            where e.is_counted and e.id > {page.After} and ({request.RegionCode} = '00' or e.region_code = {request.RegionCode} or e.region_code like {below})
                and not exists (select from pledges.pledged p where p.entry_id = e.id and p.pledge_scope = {asked.Scope})
            order by e.id limit {page.Size}
            """).ToListAsync(context.CancellationToken);
        return new ListMissingResponse { People = { missing.Select(ToWire) }, NextPageToken = Page.Next(missing.Count == page.Size ? missing[^1].Id : null) };
    }

    private MissingPerson ToWire(Missing missing) => new()
    {
        Name = personal.OpenText(RosterStaging.Purpose, missing.Sealed).Split('\n')[0],
        Position = missing.Position,
        Agency = missing.Agency,
        RegionCode = missing.RegionCode,
        Category = missing.Category.ToUpperInvariant(),
    };

    private sealed record Missing(Guid Id, byte[] Sealed, string Position, string Category, string RegionCode, string Agency);
}
