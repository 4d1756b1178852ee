using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;
using Status = Google.Rpc.Status;

namespace Netralitas.Gateway.Evidence;

/// <summary>What a service refused, in the form in which it refuses calls by JSON.</summary>
internal static partial class RefusedCalls
{
    private const string Details = "grpc-status-details-bin";

    private static readonly JsonFormatter Form = new(JsonFormatter.Settings.Default.WithTypeRegistry(TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor)));

    /// <summary>Answers; a refusal gets its words from the middleware for all of them. One that comes in the middle of a file breaks the connection off, so that nobody takes the part for the whole.</summary>
    internal static async Task AnsweredAsync(HttpContext context, Func<Task> answer)
    {
        try
        {
            await answer();
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested && exception is RpcException or OperationCanceledException or InvalidOperationException)
        {
            // Nobody is there to be told.
        }
        catch (RpcException broken) when (context.Response.HasStarted)
        {
            Log(context, broken);
            context.Abort();
        }
        catch (RpcException refused)
        {
            if (context.Response.StatusCode != StatusCodes.Status416RangeNotSatisfiable)
            {
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            }

            if (refused.Trailers.GetValueBytes(Details) is null)
            {
                Log(context, refused);
            }

            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(Form.Format(StatusOf(refused)), context.RequestAborted);
        }
    }

    private static void Log(HttpContext context, RpcException exception) => LogBroken(context.RequestServices.GetRequiredService<ILogger<FileUploads>>(), exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A call about a file broke on its way to the service, or there")]
    private static partial void LogBroken(ILogger log, Exception exception);

    // What has no details was said by no service: it was not reached, or broke off.
    private static Status StatusOf(RpcException refused) => refused.Trailers.GetValueBytes(Details) is { } details
        ? Status.Parser.ParseFrom(details)
        : new Status { Code = (int)(refused.StatusCode is StatusCode.DeadlineExceeded ? StatusCode.DeadlineExceeded : StatusCode.Unavailable) };
}
