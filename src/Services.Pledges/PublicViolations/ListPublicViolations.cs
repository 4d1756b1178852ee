using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Law;

namespace Netralitas.Services.Pledges.PublicViolations;

internal sealed partial class PublicViolationEndpoint
{
    /// <summary>Cases and violations of a region by election, without small counts.</summary>
    /// <exception cref="RefusalException">REGION_UNKNOWN.</exception>
    [AllowAnonymous]
    public override async Task<ListPublicViolationsResponse> ListPublicViolations(ListPublicViolationsRequest request, ServerCallContext context)
    {
        var code = OwnRegion.Existing(request.RegionCode).Code;
        // The region and what it lies in, each among the regions beside it: from a whole and all of its other parts a small part could be reckoned.
        List<(string Area, string[] Below)> path =
            [.. code.Upwards.Reverse().Select(area => (area.ToString(), area == code ? Array.Empty<string>() : [.. RegionDirectory.Children(area).Select(part => part.Code.ToString())]))];

        string[] areas = [path[0].Area, .. path.SelectMany(level => level.Below)];
        var counts = await db.Database.SqlQuery<AreaViolations>(
            $"""
            select area as "Area", contest_id as "ContestId", registered as "Registered", violations as "Violations" from pledges.violation_counts
            where area = any({areas}) and contest_id <> '' and registered + violations > 0 order by contest_id, area
            """).ToListAsync(context.CancellationToken);
        var schedule = await elections.ReadAsync(db, context.CancellationToken);
        var now = clock.GetUtcNow();
        return new ListPublicViolationsResponse
        {
            Elections =
            {
                counts.GroupBy(count => count.ContestId).SelectMany(election =>
                    election.Where(count => count.Area == request.RegionCode).Select(count => SmallViolations.ToPublic(count, [.. election], path, KnownElection.Of(schedule, count.ContestId, code, now)))),
            },
        };
    }
}
