using System.Diagnostics;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;
using Netralitas.ServiceDefaults.Revocation;

namespace Netralitas.ServiceDefaults;

/// <summary>Turns what a call throws into a gRPC status, once, for every RPC of a service.</summary>
/// <param name="domain">Who refuses, for example <c>reports.netralitas</c>.</param>
/// <param name="log">Receives the detail that the caller does not.</param>
/// <remarks>
/// A <see cref="RefusalException"/> keeps its reason. A database that cannot be reached is UNAVAILABLE (SERVICE_UNAVAILABLE). Anything else is a bug:
/// INTERNAL (INTERNAL_ERROR), with a fixed sentence and the trace id. What cannot be read of a stream, or is text that no database can compare, is the caller's (MESSAGE_UNREADABLE).
/// </remarks>
public sealed partial class RefusalInterceptor(RefusalDomain domain, ILogger<RefusalInterceptor> log) : Interceptor
{
    /// <inheritdoc/>
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw ToRpcException(exception, context);
        }
    }

    /// <inheritdoc/>
    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(new ReadableStream<TRequest>(requestStream), context);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw ToRpcException(exception, context);
        }
    }

    /// <inheritdoc/>
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
            SeeNotRevoked(context);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw ToRpcException(exception, context);
        }
    }

    /// <inheritdoc/>
    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(new ReadableStream<TRequest>(requestStream), responseStream, context);
            SeeNotRevoked(context);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw ToRpcException(exception, context);
        }
    }

    // A stream that ends because its caller may no longer read it has not come to its end.
    private static void SeeNotRevoked(ServerCallContext context)
    {
        if (OpenCall.IsEndedOf(context))
        {
            throw FrameworkRefusals.TokenRevoked();
        }
    }

    private RpcException ToRpcException(Exception exception, ServerCallContext context) => AskedLanguage.InStream(RefusalOf(exception, context), context.GetHttpContext()).ToRpcException(domain.Name);

    private RefusalException RefusalOf(Exception exception, ServerCallContext context)
    {
        switch (exception)
        {
            case RefusalException refusal:
                return refusal;

            case OperationCanceledException or IOException when OpenCall.IsEndedOf(context):
                return FrameworkRefusals.TokenRevoked();

            // A stream whose client is gone breaks while it is read.
            case OperationCanceledException or IOException when context.CancellationToken.IsCancellationRequested:
                return FrameworkRefusals.Refusal(StatusCode.Cancelled);

            // Writes are looked through before; what is only looked for comes to the database as it was sent.
            case var unstorable when UnstorableText.IsCause(unstorable):
                return FrameworkRefusals.Refusal(StatusCode.InvalidArgument);

            case var outage when Outage.Is(outage):
                LogUnavailable(exception, context.Method);
                return FrameworkRefusals.Refusal(StatusCode.Unavailable);

            default:
                LogUnexpected(exception, context.Method);
                return FrameworkRefusals.Bug(Activity.Current?.TraceId.ToHexString());
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Call {Method} failed: a dependency cannot be reached")]
    private partial void LogUnavailable(Exception exception, string method);

    [LoggerMessage(Level = LogLevel.Error, Message = "Call {Method} failed unexpectedly")]
    private partial void LogUnexpected(Exception exception, string method);
}

/// <summary>Name under which a service refuses, for example <c>reports.netralitas</c>.</summary>
/// <param name="Name">The domain of every ErrorInfo that the service sends.</param>
public sealed record RefusalDomain(string Name);
