using Google.Protobuf;
using Grpc.Core;

namespace Netralitas.ServiceDefaults;

/// <summary>The messages of a client's stream: one that cannot be read is refused in words, as the one message of other calls is before their code runs.</summary>
/// <typeparam name="T">The message.</typeparam>
/// <param name="stream">The messages as they come.</param>
internal sealed class ReadableStream<T>(IAsyncStreamReader<T> stream) : IAsyncStreamReader<T>
{
    public T Current => stream.Current;

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        try
        {
            return await stream.MoveNext(cancellationToken);
        }
        catch (Exception unreadable) when (unreadable is InvalidProtocolBufferException or InvalidDataException)
        {
            throw FrameworkRefusals.Refusal(StatusCode.InvalidArgument);
        }
        catch (IOException)
        {
            // The caller reset it: known here before the call's token says so.
            throw FrameworkRefusals.Refusal(StatusCode.Cancelled);
        }
    }
}
