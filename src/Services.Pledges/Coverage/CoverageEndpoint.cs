using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Personal;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Coverage;

/// <summary>Coverage, for offices. One file for each RPC.</summary>
internal sealed partial class CoverageEndpoint(PledgesDb db, CoverageQuery query, PersonalData personal) : CoverageService.CoverageServiceBase;

/// <summary>Adds what coverage needs.</summary>
internal static class CoverageRegistration
{
    internal static void AddCoverage(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<CoverageQuery>();
        builder.Services.AddHostedService<CoverageFold>();
    }
}
