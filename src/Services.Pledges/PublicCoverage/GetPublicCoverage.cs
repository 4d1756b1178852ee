using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.PublicCoverage;

internal sealed partial class PublicCoverageEndpoint
{
    /// <summary>Who should have pledged in a region, and who has, without small groups.</summary>
    /// <exception cref="RefusalException">COVERAGE_INVALID, REGION_UNKNOWN, DECLARATION_UNKNOWN, DECLARATION_WITHOUT_TEXT.</exception>
    [AllowAnonymous]
    public override async Task<GetPublicCoverageResponse> GetPublicCoverage(GetPublicCoverageRequest request, ServerCallContext context)
    {
        var faults = new Faults();
        faults.Unless(request.Breakdown is not CoverageBreakdown.Agency && Enum.IsDefined(request.Breakdown), "breakdown", "Pilih rincian menurut wilayah, kategori, atau jabatan.");
        if (faults.Any)
        {
            throw PledgeRefusals.CoverageInvalid(faults.Found);
        }

        var asked = await query.ReadAsync(request.Subject, request.RegionCode, context.CancellationToken);
        var total = SmallCounts.Whole(await query.TotalAsync(asked, context.CancellationToken));
        var parts = total.IsWithheld ? [] : SmallCounts.Parts(await query.PartsAsync(asked, request.Breakdown, context.CancellationToken));
        return new GetPublicCoverageResponse { Total = total, Parts = { parts } };
    }
}
