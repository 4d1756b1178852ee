using Yarp.ReverseProxy.Forwarder;

namespace Netralitas.Gateway;

/// <summary>Calls that broke off while they were passed on.</summary>
internal static class InterruptedCalls
{
    /// <summary>Says of a call that broke off while its message was passed on that the service is away, and not that the message is bad.</summary>
    /// <remarks>
    /// A service that dies while it reads makes YARP give up reading from the client as well, and then it answers 400 as if the client had failed.
    /// The client would take that for a refusal and never send its report again. To one that really broke off it makes no difference.
    /// </remarks>
    internal static void UseInterruptedCalls(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        await next(context);
        if (context.GetForwarderErrorFeature() is { Error: ForwarderError.RequestBodyClient } && !context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    });
}
