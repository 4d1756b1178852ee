using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Coverage;

internal sealed partial class CoverageEndpoint
{
    /// <summary>Who should have pledged in a region of the caller, and who has.</summary>
    /// <exception cref="RefusalException">COVERAGE_INVALID, REGION_UNKNOWN, DECLARATION_UNKNOWN, DECLARATION_WITHOUT_TEXT, REGION_OUTSIDE_OFFICE.</exception>
    [Authorize(Roles = Roles.CoverageReaders)]
    public override async Task<GetCoverageResponse> GetCoverage(GetCoverageRequest request, ServerCallContext context)
    {
        var asked = await ReadOwnAsync(request.Subject, request.RegionCode, context);
        return new GetCoverageResponse
        {
            Total = await query.TotalAsync(asked, context.CancellationToken),
            Parts = { await query.PartsAsync(asked, request.Breakdown, context.CancellationToken) },
        };
    }

    private async Task<CoverageQuery.Asked> ReadOwnAsync(CoverageSubject subject, string regionCode, ServerCallContext context)
    {
        var asked = await query.ReadAsync(subject, regionCode, context.CancellationToken);
        OwnRegion.Require(regionCode, context);
        return asked;
    }
}
