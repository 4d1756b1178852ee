using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Netralitas.Hostile.Tests.Fuzzing;

/// <summary>One request, to the byte, so that it can be made again.</summary>
internal sealed record HostileCall
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>What it once did that it must not do; empty for a call that was just made up.</summary>
    public string Why { get; init; } = "";

    /// <summary>Full name of the RPC that it is about.</summary>
    public required string Rpc { get; init; }

    /// <summary>HTTP method.</summary>
    public string Method { get; init; } = "POST";

    /// <summary>Path and query, as they are sent.</summary>
    public required string Path { get; init; }

    /// <summary>Content type; null for a call without a body.</summary>
    public string? ContentType { get; init; }

    /// <summary>Office and role of the caller's token, for example <c>bawaslu:35.75/officer</c>; null for no token.</summary>
    public string? Caller { get; init; }

    /// <summary>Further headers.</summary>
    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>The body as base64.</summary>
    public string Body { get; init; } = "";

    /// <summary>Whether it is for the port of gRPC.</summary>
    [JsonIgnore]
    public bool IsGrpc => ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true;

    /// <summary>Bytes of the body.</summary>
    [JsonIgnore]
    public byte[] Bytes => Convert.FromBase64String(Body);

    /// <summary>The same call with another body.</summary>
    internal HostileCall With(byte[] body) => this with { Body = Convert.ToBase64String(body) };

    /// <summary>As a file of the corpus.</summary>
    internal string ToFile() => JsonSerializer.Serialize(this, Written);

    internal static HostileCall FromFile(string file) => JsonSerializer.Deserialize<HostileCall>(File.ReadAllText(file), Written)!;

    /// <summary>As a person reads it.</summary>
    public override string ToString() =>
        $"{Method} {Path[..Math.Min(Path.Length, 300)]} ({ContentType ?? "no body"}, {Caller ?? "no token"}, {string.Join(' ', Headers.Keys)}) {Encoding.Latin1.GetString(Bytes.AsSpan(0, Math.Min(Bytes.Length, 400)))}";
}
