using System.Text.Json;
using Google.Protobuf;
using Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Tests.States;

/// <summary>The documented declarations (samples/declarations).</summary>
internal static class Samples
{
    /// <summary>A part of a file, a request of the contract.</summary>
    internal static T Request<T>(JsonElement element)
        where T : IMessage<T>, new() => JsonParser.Default.Parse<T>(element.GetRawText());

    internal static JsonElement Read(string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder(), name))).RootElement;

    /// <summary>The texts of all of them.</summary>
    internal static IEnumerable<PublishPledgeTextRequest> Texts() =>
        from file in Directory.EnumerateFiles(Folder(), "*.json").Order(StringComparer.Ordinal)
        let sample = Read(Path.GetFileName(file))
        where sample.TryGetProperty("texts", out _)
        from text in sample.GetProperty("texts").EnumerateArray()
        select Request<PublishPledgeTextRequest>(text.GetProperty("publish"));

    /// <summary>The sample clients.</summary>
    internal static string Clients() => Path.Combine(Folder(), "..", "clients");

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "samples", "declarations")))
            {
                return Path.Combine(folder.FullName, "samples", "declarations");
            }
        }

        throw new DirectoryNotFoundException("samples/declarations");
    }
}
