using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Coverage;

namespace Netralitas.Services.Pledges.PublicCoverage;

/// <summary>Coverage, for anyone. One file for each RPC.</summary>
internal sealed partial class PublicCoverageEndpoint(CoverageQuery query) : PublicCoverageService.PublicCoverageServiceBase;
