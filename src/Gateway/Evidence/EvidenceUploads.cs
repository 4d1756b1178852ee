using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Netralitas.Gateway.Evidence;

/// <summary>Uploads pass whole, however large and slow: the service that takes them counts bytes and time itself.</summary>
internal static class EvidenceUploads
{
    /// <summary>The proto service that takes files in.</summary>
    internal const string ProtoService = "netralitas.reports.v1.EvidenceService";

    // YARP's number for "no limit".
    private const long Unlimited = -1;

    /// <summary>Largest body that a route takes; null for the server's own limit.</summary>
    internal static long? LargestRequest(string route) => route == ProtoService ? Unlimited : null;

    /// <summary>Takes the least speed of a body off uploads: a telephone in a village may stand still for some seconds.</summary>
    internal static void UseEvidenceUploads(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments($"/{ProtoService}"))
        {
            TakeSlowly(context);
        }

        return next(context);
    });

    /// <summary>Takes least speed and largest size off the body of a request that the service limits.</summary>
    internal static void TakeWhole(HttpContext context)
    {
        TakeSlowly(context);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } largest)
        {
            largest.MaxRequestBodySize = null;
        }
    }

    private static void TakeSlowly(HttpContext context)
    {
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } slowest)
        {
            slowest.MinDataRate = null;
        }
    }
}
