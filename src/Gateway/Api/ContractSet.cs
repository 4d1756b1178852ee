using System.Collections.Frozen;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Netralitas.Contracts;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Netralitas.Gateway.Api;

/// <summary>The contracts with their comments, as the descriptor set holds them that is made when they are built.</summary>
internal static class ContractSet
{
    private const string DescriptorSet = "netralitas.protoset";

    private static readonly Lazy<IReadOnlyList<FileDescriptor>> Built = new(Build);

    private static readonly Lazy<FrozenDictionary<string, ServiceDescriptor>> ByName = new(() => Built.Value.SelectMany(file => file.Services).ToFrozenDictionary(service => service.FullName, StringComparer.Ordinal));

    /// <summary>The descriptor set, as protoc wrote it: every file with its imports and comments.</summary>
    internal static byte[] Bytes { get; } = Read(DescriptorSet);

    /// <summary>The proto services, by full name.</summary>
    internal static IReadOnlyDictionary<string, ServiceDescriptor> Services => ByName.Value;

    /// <summary>The proto files, by path, with those that they import and no compiler brings along.</summary>
    internal static IEnumerable<(string Path, byte[] Content)> Files =>
        from name in typeof(Queues).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal)
        let slash = name.IndexOf('/', StringComparison.Ordinal)
        where slash > 0 && name[..slash] is "protos" or "imports"
        select (name[(slash + 1)..], Read(name));

    /// <summary>The addresses of an RPC; none when it has no rule.</summary>
    internal static IEnumerable<HttpBinding> BindingsOf(MethodDescriptor rpc) =>
        rpc.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is { } rule ? rule.AdditionalBindings.Prepend(rule).Select(HttpBinding.Of) : [];

    /// <summary>The comment above an element, on one line for each line that ends a sentence; empty without one.</summary>
    internal static string CommentOf(IDescriptor element) => element switch
    {
        MessageDescriptor message => Text(message.Declaration),
        FieldDescriptor field => Text(field.Declaration),
        EnumDescriptor choice => Text(choice.Declaration),
        EnumValueDescriptor value => Text(value.Declaration),
        ServiceDescriptor service => Text(service.Declaration),
        MethodDescriptor rpc => Text(rpc.Declaration),
        _ => "",
    };

    private static string Text(DescriptorDeclaration? declaration) =>
        declaration is null ? "" : string.Join('\n', declaration.LeadingComments.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static IReadOnlyList<FileDescriptor> Build()
    {
        var registry = new ExtensionRegistry { AnnotationsExtensions.Http };
        var files = FileDescriptorSet.Parser.WithExtensionRegistry(registry).ParseFrom(Bytes).File;
        return FileDescriptor.BuildFromByteStrings(files.Select(file => file.ToByteString()), registry);
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(Queues).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The contracts carry no {name}.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
