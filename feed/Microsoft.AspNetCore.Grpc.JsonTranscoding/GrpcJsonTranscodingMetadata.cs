using Google.Api;
using Google.Protobuf.Reflection;

namespace Microsoft.AspNetCore.Grpc.JsonTranscoding;

/// <summary>Metadata of a transcoded endpoint.</summary>
/// <param name="methodDescriptor">The RPC.</param>
/// <param name="httpRule">The rule by which it is reached.</param>
public sealed class GrpcJsonTranscodingMetadata(MethodDescriptor methodDescriptor, HttpRule httpRule)
{
    /// <summary>The RPC.</summary>
    public MethodDescriptor MethodDescriptor { get; } = methodDescriptor;

    /// <summary>The rule by which it is reached.</summary>
    public HttpRule HttpRule { get; } = httpRule;
}
