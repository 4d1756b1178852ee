using Netralitas.Gateway.Traffic;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace Netralitas.Gateway;

/// <summary>What a caller is told when a call breaks on its way to a service, and what stands in the log of it.</summary>
internal static partial class ForwardingFailures
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
    internal static void UseForwardingFailures(this WebApplication app) => app.Use(async (context, next) =>
    {
        await next(context);
        if (context.Features.Get<IForwarderErrorFeature>() is not { } failure)
        {
            return;
        }

        Tell(app.Logger, context, failure);
        if (context.Response.HasStarted)
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

    // Callers who give up are counted alone: under load there are thousands in a minute, and what each would write holds up the others.
    private static void Tell(ILogger log, HttpContext context, IForwarderErrorFeature failure)
    {
        GatewayMeter.Broken.Add(1, new KeyValuePair<string, object?>("error", failure.Error.ToString()));
        if (failure.Error is not (ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled or ForwarderError.ResponseBodyCanceled))
        {
            LogBroken(log, context.Features.Get<IReverseProxyFeature>()?.Route.Config.ClusterId, failure.Error, failure.Exception?.GetBaseException().Message);
        }
    }

    // What the web server found wrong with the body while it was passed on; YARP puts it beside what became of the call to the service.
    private static BadHttpRequestException? OfCaller(Exception? failure) => failure switch
    {
        null => null,
        BadHttpRequestException caller => caller,
        AggregateException several => several.InnerExceptions.Select(OfCaller).FirstOrDefault(caller => caller is not null),
        _ => OfCaller(failure.InnerException),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "A call to {Service} broke on its way: {Error}. {Reason}")]
    private static partial void LogBroken(ILogger log, string? service, ForwarderError error, string? reason);
}
