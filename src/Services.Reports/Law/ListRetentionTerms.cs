using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.Law;

internal sealed partial class LawEndpoint
{
    /// <summary>Every rule of retention in every version. Reads only.</summary>
    [AllowAnonymous]
    public override async Task<ListRetentionTermsResponse> ListRetentionTerms(ListRetentionTermsRequest request, ServerCallContext context) => new()
    {
        Terms =
        {
            (await book.ReadAsync(db, context.CancellationToken)).Retention.All.Select(rule => new ListedRetentionTerm
            {
                RuleId = rule.Id,
                Version = rule.Version,
                RetentionClass = rule.Class.ToString(),
                Name = rule.Name,
                Years = rule.Years ?? 0,
                ValidFrom = rule.ValidFrom is { } from ? Date(from) : "",
                Citation = Cited(rule.Citation),
            }),
        },
    };
}
