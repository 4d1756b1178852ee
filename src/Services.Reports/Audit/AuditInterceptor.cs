using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Netralitas.Services.Reports.Audit;

/// <summary>The one place at which calls are recorded: what needs a token does not answer before there is an entry. An RPC that is added is recorded without doing anything for it.</summary>
/// <remarks>That readings are recorded serves the duty to record how personal data are processed [LAW-PDP-03]. A call that is refused leaves no entry. When an entry cannot be written, the call fails as any whose database cannot be reached.</remarks>
internal sealed class AuditInterceptor(AuditCall call, AuditReadings readings) : Interceptor
{
    /// <inheritdoc/>
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        call.Begin(context);
        var answer = await continuation(request, context);
        await readings.RecordAsync(call, (IMessage)request, context.CancellationToken);
        return answer;
    }

    /// <inheritdoc/>
    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        call.Begin(context);
        var answer = await continuation(requestStream, context);
        await readings.RecordAsync(call, (IMessage)answer, context.CancellationToken);
        return answer;
    }

    /// <inheritdoc/>
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        call.Begin(context);
        var recorded = new RecordedStream<TResponse>(responseStream, () => call.Unrecorded.Count > 0, () => readings.RecordAsync(call, (IMessage)request, context.CancellationToken));
        await continuation(request, recorded, context);
        await recorded.SeeRecordedAsync();
    }

    /// <exception cref="NotSupportedException">Always: no RPC is of this kind, and one that were would not be recorded.</exception>
    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        throw new NotSupportedException("RPCs with streams both ways are not recorded.");

    /// <summary>A stream whose first message waits for the entry, and any later one for the entries of what was read for it.</summary>
    private sealed class RecordedStream<T>(IServerStreamWriter<T> inner, Func<bool> hasRead, Func<Task> record) : IServerStreamWriter<T>
    {
        private bool isRecorded;

        public WriteOptions? WriteOptions
        {
            get => inner.WriteOptions;
            set => inner.WriteOptions = value;
        }

        public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

        public async Task WriteAsync(T message, CancellationToken cancellationToken)
        {
            await SeeRecordedAsync();
            await inner.WriteAsync(message, cancellationToken);
        }

        internal async Task SeeRecordedAsync()
        {
            if (!isRecorded || hasRead())
            {
                await record();
                isRecorded = true;
            }
        }
    }
}
