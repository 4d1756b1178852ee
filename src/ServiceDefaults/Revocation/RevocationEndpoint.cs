using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Netralitas.ServiceDefaults.Revocation;

/// <summary>Where the gateway, which stores nothing, asks a service which tokens are revoked.</summary>
public static class RevocationEndpoint
{
    /// <summary>The address; it has no route at the gateway.</summary>
    public const string Path = "/revoked-tokens";

    /// <summary>Maps it: the revocations in force, as JSON. Open to whoever reaches the service's port, as probes are: hashes that name nobody.</summary>
    /// <param name="endpoints">Of a service.</param>
    public static void MapRevokedTokens(this IEndpointRouteBuilder endpoints) => endpoints.MapGet(Path, (RevokedTokens revoked, HttpResponse response) =>
    {
        response.Headers.CacheControl = "no-store";
        return Results.Json(revoked.InForce);
    }).AllowAnonymous();
}
