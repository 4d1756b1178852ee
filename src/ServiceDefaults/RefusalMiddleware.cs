using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Netralitas.ServiceDefaults;

/// <summary>Gives every gRPC answer that a framework refused a stable reason and an Indonesian sentence, as the services' own refusals have.</summary>
/// <param name="next">The rest of the pipeline.</param>
/// <param name="domain">Who refuses.</param>
/// <remarks>
/// Covers what never reaches <see cref="RefusalInterceptor"/>: authentication and authorisation (HTTP 401, 403), unknown methods, messages over the size
/// limit or unreadable, and at the gateway a service that cannot be reached (HTTP 502, 503, 504). An answer that has details is left as it is.
/// </remarks>
public sealed class RefusalMiddleware(RequestDelegate next, RefusalDomain domain)
{
    /// <summary>Runs the rest of the pipeline, then words a refusal that has no details.</summary>
    /// <param name="context">The call.</param>
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (!JsonCalls.IsGrpc(context.Request) || context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        if (context.Response.HasStarted)
        {
            // A status in trailers can still be given its details; headers are gone.
            if (context.Features.Get<IHttpResponseTrailersFeature>()?.Trailers is { IsReadOnly: false } trailers && NeedsWords(trailers, out var late))
            {
                Word(trailers, late);
            }

            return;
        }

        if (context.Response.StatusCode != StatusCodes.Status200OK)
        {
            Word(context.Response.Headers, IsDeclared(context) ? FromHttp(context.Response.StatusCode) : StatusCode.Unimplemented);
            context.Response.StatusCode = StatusCodes.Status200OK;
            context.Response.ContentType = "application/grpc";
        }
        else if (NeedsWords(context.Response.Headers, out var code))
        {
            Word(context.Response.Headers, code);
        }
    }

    // What declares no policy is denied to everyone; to a caller it does not exist.
    private static bool IsDeclared(HttpContext context) =>
        context.GetEndpoint()?.Metadata is { } metadata && (metadata.GetMetadata<IAuthorizeData>() is not null || metadata.GetMetadata<IAllowAnonymous>() is not null);

    private static bool NeedsWords(IHeaderDictionary headers, out StatusCode code)
    {
        code = StatusCode.OK;
        if (!headers.TryGetValue("grpc-status", out var value)
            || !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number == 0
            || headers.ContainsKey(StatusDetails.TrailerName))
        {
            return false;
        }

        code = (StatusCode)number;
        // What handlers throw has its details by then. Without them these are grpc-dotnet's own words for a message that it cannot parse, frame or decompress.
        if (code is StatusCode.Unknown or StatusCode.Internal or StatusCode.Unimplemented)
        {
            code = StatusCode.InvalidArgument;
        }

        return true;
    }

    /// <summary>The gRPC status that an HTTP status of a framework stands for.</summary>
    internal static StatusCode FromHttp(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => StatusCode.Unauthenticated,
        StatusCodes.Status403Forbidden => StatusCode.PermissionDenied,
        StatusCodes.Status404NotFound => StatusCode.Unimplemented,
        StatusCodes.Status413PayloadTooLarge => StatusCode.ResourceExhausted,
        StatusCodes.Status400BadRequest or StatusCodes.Status415UnsupportedMediaType => StatusCode.InvalidArgument,
        StatusCodes.Status408RequestTimeout => StatusCode.DeadlineExceeded,
        StatusCodes.Status502BadGateway or StatusCodes.Status503ServiceUnavailable => StatusCode.Unavailable,
        StatusCodes.Status504GatewayTimeout => StatusCode.DeadlineExceeded,
        _ => StatusCode.Internal,
    };

    /// <summary>Answers a call by gRPC with a refusal.</summary>
    internal static void Word(HttpContext context, RefusalException refusal)
    {
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentType = "application/grpc";
        Word(context.Response.Headers, context.RequestServices.GetRequiredService<RefusalDomain>(), refusal);
    }

    private void Word(IHeaderDictionary headers, StatusCode code)
    {
        var (reason, message) = FrameworkRefusals.Of(code);
        Word(headers, domain, new RefusalException(code, reason, message) { RetryAfter = FrameworkRefusals.RetryAfter(code) });
    }

    private static void Word(IHeaderDictionary headers, RefusalDomain domain, RefusalException refusal)
    {
        headers["grpc-status"] = ((int)refusal.Code).ToString(CultureInfo.InvariantCulture);
        headers["grpc-message"] = Uri.EscapeDataString(refusal.Message);
        headers[StatusDetails.TrailerName] =
            Convert.ToBase64String(StatusDetails.Status(refusal.Code, refusal.Reason, refusal.Message, domain.Name, refusal.Fields, refusal.RetryAfter).ToByteArray()).TrimEnd('=');
        if (refusal.RetryAfter is { } pause)
        {
            headers[StatusDetails.RetryName] = StatusDetails.Seconds(pause);
        }
    }
}
