using System.Reflection;

namespace Aspire.Hosting;

/// <summary>What the build wrote into the AppHost's assembly: its own folder, and the built assembly of each project it references.</summary>
internal sealed class AppHostMetadata(Assembly? appHost)
{
    internal static string? Folder(Assembly? assembly) => Value(assembly, "apphostprojectpath");

    internal static string? ProjectName(Assembly? assembly) => Value(assembly, "apphostprojectname");

    internal string? BuiltAssembly(string projectPath) => Value(appHost, $"aspireprojectassembly:{projectPath}");

    private static string? Value(Assembly? assembly, string key) => assembly?.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(a => string.Equals(a.Key, key, StringComparison.OrdinalIgnoreCase))?.Value;
}
