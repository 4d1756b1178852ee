using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Netralitas.Gateway.Traffic;

/// <summary>Sends a call again, to another replica where there is one, when the first could not be reached or went away without an answer.</summary>
/// <remarks>
/// Safe because of what is sent again: when no connection came about, nothing was sent. Else only what reads, and what carries a request id, by which the service gives the first
/// answer. A body that is not held whole is never sent again, and an answer of a service, whatever it says, is the answer.
/// </remarks>
internal static class Repeats
{
    private const int MostAttempts = 3;

    // A replica that is alone is being started again; others are tried at once.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs the rest, and again as often as it helps.</summary>
    internal static async Task RunAsync(HttpContext context, RpcTraffic traffic, HeldBody? body, RequestDelegate next)
    {
        var proxy = context.GetReverseProxyFeature();
        List<DestinationState> tried = [];
        for (var attempt = 1; ; attempt++)
        {
            await next(context);
            if (attempt == MostAttempts || body is not { IsWhole: true } || !MayRepeat(context, traffic, body))
            {
                return;
            }

            GatewayMeter.Repeats.Add(1);
            if (proxy.ProxiedDestination is { } failed)
            {
                tried.Add(failed);
            }

            var others = Others(context, proxy, tried);
            if (others.Count == 0)
            {
                await Task.Delay(Pause, context.RequestAborted);
                tried.Clear();
                others = Others(context, proxy, tried);
            }

            context.Response.Clear();
            context.Features.Set<IForwarderErrorFeature>(null);
            context.Request.Body = body.Open();
            proxy.AvailableDestinations = others;
        }
    }

    private static bool MayRepeat(HttpContext context, RpcTraffic traffic, HeldBody body)
    {
        if (context.Features.Get<IForwarderErrorFeature>() is not { } failure || context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
        {
            return false;
        }

        return failure.Error switch
        {
            ForwarderError.RequestCreation or ForwarderError.NoAvailableDestinations => false,
            _ => IsUnreached(failure.Exception) || traffic.IsRead || RequestIds.Of(context.Request, traffic.RequestIdField, body.Content).Length > 0,
        };
    }

    private static bool IsUnreached(Exception? exception) =>
        exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError };

    private static List<DestinationState> Others(HttpContext context, IReverseProxyFeature proxy, List<DestinationState> tried)
    {
        var healthy = context.GetRouteModel().Cluster!.DestinationsState.AvailableDestinations.Except(tried).ToList();
        return healthy.Count > 0 ? healthy : [.. proxy.AllDestinations.Except(tried)];
    }
}
