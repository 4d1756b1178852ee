using System.Reflection;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Netralitas.Contracts.Tests;

/// <summary>The proto files that the contracts compile and carry.</summary>
internal static class ProtoFiles
{
    private static readonly Assembly Contracts = typeof(Queues).Assembly;

    /// <summary>Descriptors in the order of their names.</summary>
    internal static IReadOnlyList<FileDescriptor> All { get; } =
    [
        .. Contracts.GetTypes()
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
            .OfType<FileDescriptor>()
            .OrderBy(file => file.Name, StringComparer.Ordinal),
    ];

    internal static IEnumerable<ServiceDescriptor> Services => All.SelectMany(file => file.Services).OrderBy(service => service.FullName, StringComparer.Ordinal);

    /// <summary>Names of the proto files embedded in the assembly.</summary>
    internal static IEnumerable<string> Embedded =>
        Contracts.GetManifestResourceNames().Where(name => name.StartsWith("protos/", StringComparison.Ordinal)).Select(name => name["protos/".Length..]);

    /// <summary>The source of a file, as it travels with the assembly.</summary>
    internal static string Source(string name)
    {
        using var stream = Contracts.GetManifestResourceStream($"protos/{name}") ?? throw new InvalidOperationException($"{name} is not embedded in the contracts.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    internal static FileDescriptorProto Proto(FileDescriptor file) =>
        FileDescriptorProto.Parser.WithExtensionRegistry(new ExtensionRegistry { AnnotationsExtensions.Http }).ParseFrom(file.SerializedData);
}
