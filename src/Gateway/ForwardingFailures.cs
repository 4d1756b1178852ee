using Yarp.ReverseProxy.Forwarder;

namespace Netralitas.Gateway;

/// <summary>What a caller is told when a call breaks on its way to a service.</summary>
internal static class ForwardingFailures
{
    /// <summary>Gives up a connection on which nothing comes back for some seconds, so that calls do not queue on one that was cut in silence.</summary>
    internal static void NoticeSilence(this SocketsHttpHandler client)
    {
        client.ConnectTimeout = TimeSpan.FromSeconds(2);
        client.KeepAlivePingDelay = TimeSpan.FromSeconds(3);
        client.KeepAlivePingTimeout = TimeSpan.FromSeconds(3);
        client.KeepAlivePingPolicy = HttpKeepAlivePingPolicy.Always;
    }

    /// <summary>Calls every broken way a bad gateway, so that the caller tries again; but a body that came too slowly, or is none, is told to be the caller's own.</summary>
    /// <remarks>
    /// YARP cannot always tell a caller who went away from a service that died while it was being sent to, and answers 400 then. That would tell a reporter whose report was
    /// fine that it cannot be read; a caller who did go away hears neither.
    /// </remarks>
    internal static void UseForwardingFailures(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        await next(context);
        if (context.Response.HasStarted || context.Features.Get<IForwarderErrorFeature>() is not { } failure)
        {
            return;
        }

        if (OfCaller(failure.Exception) is { } caller)
        {
            context.Response.StatusCode = caller.StatusCode;
        }
        else if (context.Response.StatusCode == StatusCodes.Status400BadRequest)
        {
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
        }
    });

    // What the web server found wrong with the body while it was passed on; YARP puts it beside what became of the call to the service.
    private static BadHttpRequestException? OfCaller(Exception? failure) => failure switch
    {
        null => null,
        BadHttpRequestException caller => caller,
        AggregateException several => several.InnerExceptions.Select(OfCaller).FirstOrDefault(caller => caller is not null),
        _ => OfCaller(failure.InnerException),
    };
}
