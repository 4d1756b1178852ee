using System.Text.Json;
using System.Text.Json.Serialization;
using Google.Protobuf;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Demo.Loading;

/// <summary>One file of declarations; samples/README.md lists its fields.</summary>
/// <param name="Name">The file's name without its extension.</param>
/// <param name="Texts">Texts that the declarations name.</param>
/// <param name="Declarations">Parents before their sessions.</param>
internal sealed record SampleFile(string Name, IReadOnlyList<SampleText> Texts, IReadOnlyList<SampleDeclaration> Declarations)
{
    private static readonly JsonSerializerOptions Shape =
        new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true };

    /// <summary>The files that came with the program, in the order of their names.</summary>
    /// <exception cref="DemoException">A file is missing or cannot be read.</exception>
    internal static IReadOnlyList<SampleFile> ReadAll()
    {
        var paths = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "samples", "declarations"), "*.json");
        return [.. paths.Order(StringComparer.Ordinal).Select(path => Read(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path)))];
    }

    /// <summary>The report that came with the program.</summary>
    internal static SubmitReportRequest ReadReport() =>
        JsonParser.Default.Parse<SubmitReportRequest>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "report-pasuruan.json")));

    /// <summary>Reads one file.</summary>
    /// <exception cref="DemoException">It is not what samples/README.md describes.</exception>
    internal static SampleFile Read(string name, string json)
    {
        try
        {
            var content = JsonSerializer.Deserialize<Content>(json, Shape) ?? throw new JsonException("the file is null");
            return new SampleFile(
                name,
                [.. content.Texts.Select(t => new SampleText(t.Key, Request<PublishPledgeTextRequest>(t.Publish)))],
                [.. content.Declarations.Select(ToDeclaration)]).WithResolvedKeys();
        }
        catch (Exception exception) when (exception is JsonException or InvalidProtocolBufferException)
        {
            throw new DemoException($"Berkas contoh {name} tidak terbaca: {exception.Message}");
        }
    }

    private static SampleDeclaration ToDeclaration(DeclarationContent content) =>
        new(content.Key, content.Text, content.Parent, Request<OpenDeclarationRequest>(content.Open),
            content.Record is { } record ? Request<RecordSignaturesRequest>(record) : null);

    private static T Request<T>(JsonElement json)
        where T : IMessage<T>, new() => JsonParser.Default.Parse<T>(json.GetRawText());

    private SampleFile WithResolvedKeys()
    {
        var texts = Texts.Select(t => t.Key).ToHashSet();
        var earlier = new HashSet<string>();
        foreach (var declaration in Declarations)
        {
            if ((declaration.Text is { } text && !texts.Contains(text)) || (declaration.Parent is { } parent && !earlier.Contains(parent)) || !earlier.Add(declaration.Key))
            {
                throw new DemoException($"Berkas contoh {Name}: kunci, teks, atau induk deklarasi '{declaration.Key}' tidak cocok.");
            }
        }

        return this;
    }

    private sealed record Content(IReadOnlyList<TextContent> Texts, IReadOnlyList<DeclarationContent> Declarations);

    private sealed record TextContent(string Key, JsonElement Publish);

    private sealed record DeclarationContent(string Key, JsonElement Open, string? Text = null, string? Parent = null, JsonElement? Record = null);
}

/// <summary>A text of a sample file.</summary>
/// <param name="Key">Its name inside the file.</param>
/// <param name="Publish">The request without its id.</param>
internal sealed record SampleText(string Key, PublishPledgeTextRequest Publish);

/// <summary>A declaration of a sample file.</summary>
/// <param name="Key">Its name inside the file.</param>
/// <param name="Text">Key of the text pledged; null where none is.</param>
/// <param name="Parent">Key of the declaration that it is a session of; null for one of its own.</param>
/// <param name="Open">The request without its id and without the ids of text and parent.</param>
/// <param name="Record">The signatures, without ids; null where none is known.</param>
internal sealed record SampleDeclaration(string Key, string? Text, string? Parent, OpenDeclarationRequest Open, RecordSignaturesRequest? Record)
{
    /// <summary>The Bawaslu office of the declaration's region.</summary>
    internal BawasluOffice Office => new(Open.RegionCode);
}
