using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Microsoft.AspNetCore.Grpc.JsonTranscoding.Internal;

/// <summary>A server stream as JSON, one message a line.</summary>
internal sealed class LineWriter<TResponse>(HttpResponse response, Func<IMessage, string> write) : IServerStreamWriter<TResponse>
    where TResponse : class
{
    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(TResponse message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(TResponse message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!response.HasStarted)
        {
            TranscodingResponse.Begin(response);
        }

        await TranscodingResponse.WriteAsync(response, write((IMessage)message) + "\n");
        await response.Body.FlushAsync(response.HttpContext.RequestAborted);
    }
}
