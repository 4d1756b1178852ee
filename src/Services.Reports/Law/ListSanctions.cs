using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Sanctions;

namespace Netralitas.Services.Reports.Law;

internal sealed partial class LawEndpoint
{
    /// <summary>The sanctions that a personnel authority can decide on [LAW-SAN-01 to LAW-SAN-06]. Reads only.</summary>
    [AllowAnonymous]
    public override Task<ListSanctionsResponse> ListSanctions(ListSanctionsRequest request, ServerCallContext context) => Task.FromResult(new ListSanctionsResponse
    {
        Sanctions =
        {
            SanctionCatalogue.Published.All.OrderBy(row => row.Employee).ThenBy(row => row.Level).Select(row => new ListedSanction
            {
                Code = row.Code,
                EmployeeKind = row.Employee.ToString(),
                Level = row.Level.ToString(),
                Name = row.Name,
                ValidFrom = row.ValidFrom is { } from ? Date(from) : "",
                ValidTo = row.ValidTo is { } to ? Date(to) : "",
                Citation = Cited(row.Citation),
            }),
        },
    });
}
