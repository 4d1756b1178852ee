using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;

namespace Netralitas.ServiceDefaults;

/// <summary>What a field is to hold, in English: the words of the contract's own comments.</summary>
internal static partial class FieldWords
{
    private const string DescriptorSet = "netralitas.protoset";

    // Numbers by which a descriptor's places are named in its source (descriptor.proto).
    private const int MessagesOfFile = 4;
    private const int FieldsOfMessage = 2;
    private const int MessagesOfMessage = 3;

    private static readonly ConcurrentDictionary<Assembly, Lazy<FrozenDictionary<string, string>>> Read = new();

    /// <summary>The words; null for a path that names no field of the request, and for a contract whose comments are not at hand.</summary>
    /// <param name="request">The request that was refused; null when it is not known.</param>
    /// <param name="path">Path of proto names, for example <c>signatures[3].signer_number</c>.</param>
    internal static string? English(MessageDescriptor? request, string path)
    {
        FieldDescriptor? field = null;
        foreach (var name in Place().Replace(path, "").Split('.'))
        {
            var owner = field is null ? request : field.FieldType == FieldType.Message ? field.MessageType : null;
            field = owner?.FindFieldByName(name);
            if (field is null)
            {
                return null;
            }
        }

        var words = field?.Declaration?.LeadingComments ?? (field?.ContainingType.ClrType is { } type ? CommentsOf(type.Assembly).GetValueOrDefault(field.FullName) : null);
        return string.IsNullOrWhiteSpace(words) ? null : Spaces().Replace(words.Trim(), " ");
    }

    private static FrozenDictionary<string, string> CommentsOf(Assembly contracts) => Read.GetOrAdd(contracts, assembly => new(() =>
    {
        using var stream = assembly.GetManifestResourceStream(DescriptorSet);
        return stream is null ? FrozenDictionary<string, string>.Empty : FileDescriptorSet.Parser.ParseFrom(stream).File.SelectMany(CommentsOf).ToFrozenDictionary(StringComparer.Ordinal);
    })).Value;

    private static IEnumerable<KeyValuePair<string, string>> CommentsOf(FileDescriptorProto file)
    {
        // Ranges of extensions are several statements of one place.
        var told = file.SourceCodeInfo.Location.Where(place => place.LeadingComments.Length > 0).Select(place => (Path: string.Join(' ', place.Path), place.LeadingComments))
            .DistinctBy(place => place.Path).ToDictionary(place => place.Path, place => place.LeadingComments);
        return file.MessageType.SelectMany((message, n) => CommentsOf(message, $"{file.Package}.{message.Name}", $"{MessagesOfFile} {n}", told));
    }

    private static IEnumerable<KeyValuePair<string, string>> CommentsOf(DescriptorProto message, string name, string place, Dictionary<string, string> told) =>
        message.Field.Select((field, n) => (Name: $"{name}.{field.Name}", Words: told.GetValueOrDefault($"{place} {FieldsOfMessage} {n}", ""))).Where(field => field.Words.Length > 0)
            .Select(field => KeyValuePair.Create(field.Name, field.Words))
            .Concat(message.NestedType.SelectMany((nested, n) => CommentsOf(nested, $"{name}.{nested.Name}", $"{place} {MessagesOfMessage} {n}", told)));

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Place();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
