using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Clocks;

namespace Netralitas.Services.Reports.Law;

internal sealed partial class LawEndpoint
{
    /// <summary>Every rule of time in every version. Reads only.</summary>
    [AllowAnonymous]
    public override async Task<ListTermsResponse> ListTerms(ListTermsRequest request, ServerCallContext context)
    {
        var rules = (await book.ReadAsync(db, context.CancellationToken)).Clocks.All;
        return new ListTermsResponse { Terms = { rules.OrderBy(rule => rule.Id, StringComparer.Ordinal).ThenBy(rule => rule.Version).Select(Listed) } };
    }

    private static ListedTerm Listed(ClockRule rule) => new()
    {
        RuleId = rule.Id,
        Version = rule.Version,
        Family = rule.Family.ToString(),
        Subject = rule.Subject.ToString(),
        Name = rule.Name,
        Use = rule.Use.ToString(),
        Unit = rule.Unit.ToString(),
        Length = rule.Length ?? 0,
        Extension = rule.Extension ?? 0,
        ValidFrom = rule.ValidFrom is { } from ? Date(from) : "",
        ValidTo = rule.ValidTo is { } to ? Date(to) : "",
        Citation = Cited(rule.Citation),
    };
}
