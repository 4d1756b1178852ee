using Grpc.Core;
using Grpc.Net.Client;

namespace Netralitas.Suite.Tests;

/// <summary>Calls by path and bytes, as a client with another contract, or none, would make them.</summary>
internal static class RawCalls
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create<byte[]>(bytes => bytes, bytes => bytes);

    internal static AsyncUnaryCall<byte[]> SendAsync(GrpcChannel channel, string path, byte[] message, Metadata metadata, DateTime? deadline = null)
    {
        var parts = path.Split('/');
        var method = new Method<byte[], byte[]>(MethodType.Unary, parts[1], parts[2], Bytes, Bytes);
        return channel.CreateCallInvoker().AsyncUnaryCall(method, null, new CallOptions(metadata, deadline), message);
    }
}
