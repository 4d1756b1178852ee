using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Reading;

internal sealed partial class WorkListEndpoint
{
    /// <summary>How many cases there are in each status. Reads only.</summary>
    /// <exception cref="RefusalException">FILTER_INVALID.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override async Task<CountCasesResponse> CountCases(CountCasesRequest request, ServerCallContext context)
    {
        var scope = OfficeScope.Of(request.OfficeCode, Caller.Of(context)) ?? throw ReadingRefusals.FilterInvalid([OfficeScope.Fault("office_code")]);
        var counts = await tallies.CountAsync(new CountReportsRequest { Dimension = CountDimension.Status }, scope, context.CancellationToken);
        return new CountCasesResponse
        {
            Counts =
            {
                counts.Select(each => (Status: Enum.Parse<ReportStatus>(each.Key), each.Count)).OrderBy(each => each.Status)
                    .Select(each => new StatusCount { Status = each.Status, StatusText = ReportStatuses.Words(each.Status).Text, Count = each.Count }),
            },
            Total = counts.Sum(each => each.Count),
        };
    }
}
