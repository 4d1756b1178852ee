using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.ClientFactory;

internal sealed class ContextPropagationInterceptor(GrpcContextPropagationOptions options, IHttpContextAccessor accessor) : Interceptor
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, BlockingUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        using var linked = Propagate(ref context);
        return continuation(request, context);
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var linked = Propagate(ref context);
        var call = continuation(request, context);
        return linked is null ? call : new AsyncUnaryCall<TResponse>(
            Finish(call.ResponseAsync, linked), Headers, Status, Trailers, Dispose, new State(call, linked));

        static Task<Metadata> Headers(object state) => ((AsyncUnaryCall<TResponse>)((State)state).Call).ResponseHeadersAsync;
        static Status Status(object state) => ((AsyncUnaryCall<TResponse>)((State)state).Call).GetStatus();
        static Metadata Trailers(object state) => ((AsyncUnaryCall<TResponse>)((State)state).Call).GetTrailers();
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var linked = Propagate(ref context);
        var call = continuation(request, context);
        return linked is null ? call : new AsyncServerStreamingCall<TResponse>(
            call.ResponseStream, Headers, Status, Trailers, Dispose, new State(call, linked));

        static Task<Metadata> Headers(object state) => ((AsyncServerStreamingCall<TResponse>)((State)state).Call).ResponseHeadersAsync;
        static Status Status(object state) => ((AsyncServerStreamingCall<TResponse>)((State)state).Call).GetStatus();
        static Metadata Trailers(object state) => ((AsyncServerStreamingCall<TResponse>)((State)state).Call).GetTrailers();
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var linked = Propagate(ref context);
        var call = continuation(context);
        return linked is null ? call : new AsyncClientStreamingCall<TRequest, TResponse>(
            call.RequestStream, Finish(call.ResponseAsync, linked), Headers, Status, Trailers, Dispose, new State(call, linked));

        static Task<Metadata> Headers(object state) => ((AsyncClientStreamingCall<TRequest, TResponse>)((State)state).Call).ResponseHeadersAsync;
        static Status Status(object state) => ((AsyncClientStreamingCall<TRequest, TResponse>)((State)state).Call).GetStatus();
        static Metadata Trailers(object state) => ((AsyncClientStreamingCall<TRequest, TResponse>)((State)state).Call).GetTrailers();
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var linked = Propagate(ref context);
        var call = continuation(context);
        return linked is null ? call : new AsyncDuplexStreamingCall<TRequest, TResponse>(
            call.RequestStream, call.ResponseStream, Headers, Status, Trailers, Dispose, new State(call, linked));

        static Task<Metadata> Headers(object state) => ((AsyncDuplexStreamingCall<TRequest, TResponse>)((State)state).Call).ResponseHeadersAsync;
        static Status Status(object state) => ((AsyncDuplexStreamingCall<TRequest, TResponse>)((State)state).Call).GetStatus();
        static Metadata Trailers(object state) => ((AsyncDuplexStreamingCall<TRequest, TResponse>)((State)state).Call).GetTrailers();
    }

    private static async Task<TResponse> Finish<TResponse>(Task<TResponse> response, CancellationTokenSource linked)
    {
        using (linked)
        {
            return await response.ConfigureAwait(false);
        }
    }

    private static void Dispose(object state)
    {
        var (call, linked) = (State)state;
        call.Dispose();
        linked.Dispose();
    }

    /// <summary>Takes over deadline and cancellation; the source to dispose after the call, if two tokens had to be joined.</summary>
    private CancellationTokenSource? Propagate<TRequest, TResponse>(ref ClientInterceptorContext<TRequest, TResponse> context)
        where TRequest : class
        where TResponse : class
    {
        if (ServedCall() is not { } served)
        {
            return null;
        }

        // The earlier deadline holds: a called service never has more time than its caller.
        var call = context.Options;
        if (served.Deadline < (call.Deadline ?? DateTime.MaxValue))
        {
            call = call.WithDeadline(served.Deadline);
        }

        CancellationTokenSource? linked = null;
        if (served.CancellationToken.CanBeCanceled)
        {
            linked = call.CancellationToken.CanBeCanceled
                ? CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken, served.CancellationToken)
                : null;
            call = call.WithCancellationToken(linked?.Token ?? served.CancellationToken);
        }

        context = new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, call);
        return linked;
    }

    private ServerCallContext? ServedCall()
    {
        var http = accessor.HttpContext;
        var served = http?.Features.Get<IServerCallContextFeature>()?.ServerCallContext;
        if (served is null && !options.SuppressContextNotFoundErrors)
        {
            throw new InvalidOperationException("Unable to propagate server context values to the call. " + (http is null
                ? "Can't find the current HttpContext."
                : "Can't find the gRPC ServerCallContext on the current HttpContext."));
        }

        return served;
    }

    private sealed record State(IDisposable Call, CancellationTokenSource Linked);
}
