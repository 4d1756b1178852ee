using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Prevention;

internal sealed partial class PreventionEndpoint
{
    /// <summary>Duties and overdue duties of a region of the caller and of each region one level below, from sums that are kept.</summary>
    /// <exception cref="RefusalException">REGION_UNKNOWN, REGION_OUTSIDE_OFFICE.</exception>
    [Authorize(Roles = Roles.CoverageReaders)]
    public override async Task<CountPreventionDutiesResponse> CountPreventionDuties(CountPreventionDutiesRequest request, ServerCallContext context)
    {
        var region = OwnRegion.Read(request.RegionCode, context);
        var parts = RegionDirectory.Children(region.Code).ToDictionary(part => part.Code.ToString());
        string[] areas = [request.RegionCode, .. parts.Keys];
        var sums = (await db.Database.SqlQuery<Sums>(
            $"""select area as "Area", duties as "Duties", overdue as "Overdue", passed_on as "PassedOn" from pledges.prevention_counts where area = any({areas}) order by area""")
            .ToListAsync(context.CancellationToken)).ToDictionary(sum => sum.Area);
        return new CountPreventionDutiesResponse
        {
            Total = ToWire(region, sums.GetValueOrDefault(request.RegionCode)),
            Parts = { parts.Where(part => sums.ContainsKey(part.Key)).OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => ToWire(part.Value, sums[part.Key])) },
        };
    }

    private static PreventionCount ToWire(Region region, Sums? sums) => new()
    {
        RegionCode = region.Code.ToString(),
        RegionText = region.FullName,
        Duties = sums?.Duties ?? 0,
        Overdue = sums?.Overdue ?? 0,
        PassedOn = sums?.PassedOn ?? 0,
    };

    private sealed record Sums(string Area, long Duties, long Overdue, long PassedOn);
}
