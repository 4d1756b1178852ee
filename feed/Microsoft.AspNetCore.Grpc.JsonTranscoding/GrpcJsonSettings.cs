namespace Microsoft.AspNetCore.Grpc.JsonTranscoding;

/// <summary>How messages are written as JSON.</summary>
public sealed class GrpcJsonSettings
{
    /// <summary>Whether fields with their default value are left out. Default: false.</summary>
    public bool IgnoreDefaultValues { get; set; }

    /// <summary>Whether enums are written as numbers and not by their name. Default: false.</summary>
    public bool WriteEnumsAsIntegers { get; set; }

    /// <summary>Whether 64-bit integers are written as strings. Default: false.</summary>
    public bool WriteInt64sAsStrings { get; set; }

    /// <summary>Whether the JSON is written on several lines. Default: false.</summary>
    public bool WriteIndented { get; set; }
}
