using Google.Protobuf.Reflection;

namespace Microsoft.AspNetCore.Grpc.JsonTranscoding;

/// <summary>Options of JSON transcoding.</summary>
public sealed class GrpcJsonTranscodingOptions
{
    /// <summary>Types that an <c>Any</c> may hold. Default: none.</summary>
    public TypeRegistry TypeRegistry { get; set; } = TypeRegistry.Empty;

    /// <summary>How messages are written.</summary>
    public GrpcJsonSettings JsonSettings { get; set; } = new();
}
