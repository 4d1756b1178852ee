using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.Law;

internal sealed partial class LawEndpoint
{
    /// <summary>Who takes what is forwarded, in every version [LAW-FWD-01]. Reads only.</summary>
    [AllowAnonymous]
    public override async Task<ListAuthoritiesResponse> ListAuthorities(ListAuthoritiesRequest request, ServerCallContext context) => new()
    {
        Authorities =
        {
            (await book.ReadAsync(db, context.CancellationToken)).Authorities.All.Select(authority => new ListedAuthority
            {
                AuthorityId = authority.Id,
                Version = authority.Version,
                Track = authority.Track.ToString(),
                Name = authority.Name,
                Channel = authority.Channel,
                ValidFrom = authority.ValidFrom is { } from ? Date(from) : "",
                ValidTo = authority.ValidTo is { } to ? Date(to) : "",
                Citation = Cited(authority.Citation),
            }),
        },
    };
}
