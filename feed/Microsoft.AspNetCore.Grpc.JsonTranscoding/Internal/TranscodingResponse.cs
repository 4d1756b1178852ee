using System.Text;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Microsoft.AspNetCore.Grpc.JsonTranscoding.Internal;

/// <summary>Answers as HTTP.</summary>
internal static class TranscodingResponse
{
    private const string Json = "application/json; charset=utf-8";

    internal static void Begin(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = Json;
    }

    /// <summary>Writes the whole of an answer: it leaves with its headers and its end, in one piece.</summary>
    internal static void WriteWhole(HttpResponse response, string json)
    {
        response.ContentLength = Encoding.UTF8.GetByteCount(json);
        Encoding.UTF8.GetBytes(json, response.BodyWriter);
    }

    internal static ValueTask WriteAsync(HttpResponse response, string json) => response.Body.WriteAsync(Encoding.UTF8.GetBytes(json), response.HttpContext.RequestAborted);

    internal static async ValueTask RefuseAsync(TranscodingCallContext call, Status status, MessageJson json)
    {
        var response = call.Http.Response;
        if (!response.HasStarted)
        {
            response.StatusCode = HttpStatus(status.StatusCode);
            response.ContentType = Json;
        }

        var details = call.ResponseTrailers.FirstOrDefault(trailer => trailer.Key == "grpc-status-details-bin");
        var message = details is null
            ? new Google.Rpc.Status { Code = (int)status.StatusCode, Message = status.Detail }
            : Google.Rpc.Status.Parser.ParseFrom(details.ValueBytes);
        await WriteAsync(response, json.Write(message) + (call.IsServerStreaming ? "\n" : ""));
    }

    private static int HttpStatus(StatusCode code) => code switch
    {
        StatusCode.OK => StatusCodes.Status200OK,
        StatusCode.Cancelled => StatusCodes.Status499ClientClosedRequest,
        StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.OutOfRange => StatusCodes.Status400BadRequest,
        StatusCode.DeadlineExceeded => StatusCodes.Status504GatewayTimeout,
        StatusCode.NotFound => StatusCodes.Status404NotFound,
        StatusCode.AlreadyExists or StatusCode.Aborted => StatusCodes.Status409Conflict,
        StatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
        StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
        StatusCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
        StatusCode.Unimplemented => StatusCodes.Status501NotImplemented,
        StatusCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
