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
        var asked = await ReadAsync(request, context);
        return new GetCoverageResponse
        {
            Total = await query.TotalAsync(asked, context.CancellationToken),
            Parts = { await query.PartsAsync(asked, request.Breakdown, context.CancellationToken) },
        };
    }

    private async Task<CoverageQuery.Asked> ReadAsync(GetCoverageRequest request, ServerCallContext context)
    {
        var faults = new Faults();
        faults.Unless(Enum.IsDefined(request.Breakdown), "breakdown", "Pilih rincian menurut wilayah, unit kerja, kategori, jabatan, atau hari.");
        faults.Unless(request.AgencyId.Length == 0 || request.Breakdown is not (CoverageBreakdown.Region or CoverageBreakdown.Agency), "breakdown", "Satu unit kerja dirinci menurut kategori, jabatan, atau hari.");
        var unitId = Guid.Empty;
        faults.Unless(request.AgencyId.Length == 0 || Guid.TryParse(request.AgencyId, out unitId), "agency_id", "Id harus berupa UUID.");
        if (faults.Any)
        {
            throw PledgeRefusals.CoverageInvalid(faults.Found);
        }

        var asked = await ReadOwnAsync(request.Subject, request.RegionCode, context);
        if (request.AgencyId.Length == 0)
        {
            return asked;
        }

        var unit = await query.FindUnitAsync(asked.Region, unitId, context.CancellationToken);
        faults.Unless(unit is not null, "agency_id", "Unit kerja ini tidak ada di wilayah tersebut.");
        return unit is null ? throw PledgeRefusals.CoverageInvalid(faults.Found) : asked with { Unit = unit };
    }

    private async Task<CoverageQuery.Asked> ReadOwnAsync(CoverageSubject subject, string regionCode, ServerCallContext context)
    {
        var asked = await query.ReadAsync(subject, regionCode, context.CancellationToken);
        OwnRegion.Require(regionCode, context);
        return asked;
    }
}
