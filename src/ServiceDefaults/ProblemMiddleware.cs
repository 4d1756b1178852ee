using System.Text;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Netralitas.ServiceDefaults;

/// <summary>Gives every refusal of a call by JSON the form of problem details (RFC 9457), whoever refused it: an RPC, the framework, or the gateway.</summary>
/// <param name="next">The rest of the pipeline.</param>
/// <remarks>
/// Works over what JSON transcoding answers, a google.rpc.Status as JSON, by standing between it and the response body. In Indonesian, unless the caller prefers English.
/// An answer is kept nowhere unless it says that it may be. A server stream is told to be JSON by the line.
/// </remarks>
public sealed class ProblemMiddleware(RequestDelegate next)
{
    private const string ProblemJson = "application/problem+json";

    private const string JsonLines = "application/x-ndjson";

    /// <summary>Runs the rest of the pipeline, then words what was refused.</summary>
    /// <param name="context">The call.</param>
    public async Task InvokeAsync(HttpContext context)
    {
        if (!JsonCalls.Is(context.Request))
        {
            await next(context);
            return;
        }

        context.Response.OnStarting(CompleteHeadersAsync, context.Response);
        var request = LimitedBody.Over(context.Request);
        if (request.IsExceeded)
        {
            await AnswerAsync(context, Problem.Of(StatusCode.ResourceExhausted));
            return;
        }

        var before = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        await using var refusal = new RefusalBody(context.Response, before);
        var between = new StreamResponseBodyFeature(refusal, before);
        context.Features.Set<IHttpResponseBodyFeature>(between);
        try
        {
            await next(context);
            refusal.End();
            await between.CompleteAsync();
        }
        finally
        {
            context.Features.Set(before);
        }

        if (context.Response is { HasStarted: false, StatusCode: >= StatusCodes.Status400BadRequest } && !IsProblem(context.Response) && !context.RequestAborted.IsCancellationRequested)
        {
            await AnswerAsync(context, request.IsExceeded ? Problem.Of(StatusCode.ResourceExhausted) : await ProblemOfAsync(context, refusal));
        }
    }

    /// <summary>Whether an answer is in this form already, as that of a service is when it comes back to the gateway.</summary>
    internal static bool IsProblem(HttpResponse response) => response.ContentType?.StartsWith(ProblemJson, StringComparison.OrdinalIgnoreCase) == true;

    private static async Task<Problem> ProblemOfAsync(HttpContext context, RefusalBody refusal)
    {
        if (Problem.Read(refusal.Written) is { } problem)
        {
            return problem;
        }

        // What declares no policy is denied to everyone; to a caller it does not exist, or not by this method.
        if (!IsDeclared(context))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            if (context.GetEndpoint() is { DisplayName: "405 HTTP Method Not Supported", RequestDelegate: { } refuse })
            {
                await refuse(context);
            }

            return Problem.Of(StatusCode.Unimplemented);
        }

        return Problem.Of(RefusalMiddleware.FromHttp(context.Response.StatusCode));
    }

    private static bool IsDeclared(HttpContext context) =>
        context.GetEndpoint()?.Metadata is { } metadata && (metadata.GetMetadata<IAuthorizeData>() is not null || metadata.GetMetadata<IAllowAnonymous>() is not null);

    /// <summary>Answers with a refusal.</summary>
    internal static async Task AnswerAsync(HttpContext context, Problem problem)
    {
        var response = context.Response;
        // These say more than the gRPC status that stands for them.
        var isKept = response.StatusCode is StatusCodes.Status405MethodNotAllowed or StatusCodes.Status408RequestTimeout or StatusCodes.Status416RangeNotSatisfiable;
        response.StatusCode = isKept ? response.StatusCode : problem.HttpStatus(context.Request.Headers.IfMatch.Count > 0);
        var isEnglish = AskedLanguage.IsEnglish(context.Request);
        response.ContentType = ProblemJson;
        response.Headers.ContentEncoding = default;
        response.Headers.ETag = default;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentLanguage = isEnglish ? "en" : "id";
        response.Headers.Vary = "Accept-Language";
        if (problem.Code is not StatusCode.Unauthenticated)
        {
            response.Headers.WWWAuthenticate = default;
        }

        if (problem.RetryAfter is { } pause)
        {
            response.Headers.RetryAfter = StatusDetails.Seconds(pause);
        }

        var body = Encoding.UTF8.GetBytes(problem.ToJson(response.StatusCode, isEnglish, context.GetEndpoint()?.Metadata.GetMetadata<GrpcJsonTranscodingMetadata>()?.MethodDescriptor.InputType));
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static Task CompleteHeadersAsync(object state)
    {
        var response = (HttpResponse)state;
        if (response.StatusCode == StatusCodes.Status200OK && response.HttpContext.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.Type == MethodType.ServerStreaming)
        {
            response.ContentType = JsonLines;
        }

        if (response.Headers.CacheControl.Count == 0)
        {
            response.Headers.CacheControl = "no-store";
        }

        response.Headers.XContentTypeOptions = "nosniff";
        return Task.CompletedTask;
    }
}
