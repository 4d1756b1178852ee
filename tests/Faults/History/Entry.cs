using System.Text.Json;
using System.Text.Json.Serialization;

namespace Netralitas.Faults.History;

/// <summary>What a client asked for.</summary>
public enum Subject
{
    /// <summary>A report.</summary>
    Report,

    /// <summary>A declaration with a text, to be signed.</summary>
    Declaration,

    /// <summary>A list of signatures under a declaration.</summary>
    Signatures,
}

/// <summary>What a client knows of an attempt.</summary>
public enum Phase
{
    /// <summary>It is about to send; written before the first byte leaves.</summary>
    Sent,

    /// <summary>It was acknowledged: from now on it may not be lost.</summary>
    Ok,

    /// <summary>It was refused for what it says: it has no effect.</summary>
    Fail,

    /// <summary>Nobody told: a deadline, a reset, or an outage. It may have taken effect or not.</summary>
    Info,
}

/// <summary>One line of a client's history.</summary>
public sealed record Entry
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    /// <summary>What was asked for.</summary>
    [JsonPropertyName("s")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required Subject Subject { get; init; }

    /// <summary>What is known of it.</summary>
    [JsonPropertyName("p")]
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required Phase Phase { get; init; }

    /// <summary>Id that the client made for the request; the same for each attempt.</summary>
    [JsonPropertyName("id")]
    public required Guid Request { get; init; }

    /// <summary>When this line was written: the start of an attempt, or its end.</summary>
    [JsonPropertyName("at")]
    public required DateTimeOffset At { get; init; }

    /// <summary>Duration of the attempt in milliseconds; of its end only.</summary>
    [JsonPropertyName("ms")]
    public double Milliseconds { get; init; }

    /// <summary>gRPC status of an attempt that was not acknowledged.</summary>
    [JsonPropertyName("code")]
    public string? Code { get; init; }

    /// <summary>Report: hex of the SHA-256 of its content as the client sent it, which is what it is known by besides its request.</summary>
    [JsonPropertyName("hash")]
    public string? ContentHash { get; init; }

    /// <summary>Report and declaration: the region's code as sent; null for none.</summary>
    [JsonPropertyName("region")]
    public string? Region { get; init; }

    /// <summary>Report: whether such a region exists, so that its offices are to be told.</summary>
    [JsonPropertyName("known")]
    public bool RegionExists { get; init; }

    /// <summary>Report: public number that was given.</summary>
    [JsonPropertyName("number")]
    public string? Number { get; init; }

    /// <summary>Report: access code that was given.</summary>
    [JsonPropertyName("access")]
    public string? AccessCode { get; init; }

    /// <summary>Report: instant of receipt that was given, as text to the digit.</summary>
    [JsonPropertyName("received")]
    public string? ReceivedAt { get; init; }

    /// <summary>Report: base64 of the file of the log's promise that was given; null for none, as of a report that waits in a spool.</summary>
    [JsonPropertyName("promise")]
    public string? Promise { get; init; }

    /// <summary>Declaration and signatures: the declaration.</summary>
    [JsonPropertyName("declaration")]
    public Guid? Declaration { get; init; }

    /// <summary>Signatures: how many the list has.</summary>
    [JsonPropertyName("count")]
    public int Count { get; init; }

    /// <summary>Signatures: of these, people who signed for themselves.</summary>
    [JsonPropertyName("personal")]
    public int Personal { get; init; }

    /// <summary>The entry as one line.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads a whole history. A last line that was cut off is left out: what it tells of was not known to anyone.</summary>
    /// <param name="path">File of the history; it may still be written.</param>
    public static IEnumerable<Entry> ReadAll(string path)
    {
        if (!File.Exists(path))
        {
            yield break;
        }

        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (reader.ReadLine() is { } line)
        {
            if (line.EndsWith('}'))
            {
                yield return JsonSerializer.Deserialize<Entry>(line, Json)!;
            }
        }
    }
}
