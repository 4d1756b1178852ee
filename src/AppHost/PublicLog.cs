using Aspire.Hosting.Publishing;

namespace Netralitas.AppHost;

/// <summary>Where a service's transparency log is published, what it remembers, and what it signs with. Each log has its own of all three.</summary>
internal static class PublicLog
{
    /// <summary>Gives a service its log: folders under <c>.data</c> and a key of this machine's own in development; parameters in a deployment.</summary>
    /// <param name="service">The service.</param>
    /// <param name="name">Begins the names of the log's parameters.</param>
    /// <param name="path">Where the gateway shows it.</param>
    internal static IResourceBuilder<ProjectResource> WithLog(this IResourceBuilder<ProjectResource> service, string name, string path)
    {
        var builder = service.ApplicationBuilder;
        var isDevelopment = builder.ExecutionContext.IsRunMode;
        var key = isDevelopment
            ? builder.AddParameter($"{name}-key", new DevelopmentSeed(), secret: true, persist: true)
            : builder.AddParameter($"{name}-key", secret: true);
        IResourceBuilder<ParameterResource> Folder(string folder) => isDevelopment
            ? builder.AddParameter(folder, new DevelopmentFolder(builder.AppHostDirectory, folder))
            : builder.AddParameter(folder);
        service.WithEnvironment("Log__Key", key)
            .WithEnvironment("Log__Folder", Folder($"{name}-folder"))
            // On another volume than the database's: see docs/operations.md.
            .WithEnvironment("Log__SignedFolder", Folder($"{name}-signed-folder"));
        return isDevelopment
            ? service.WithEnvironment("Log__Origin", $"localhost{path}")
            : service.WithEnvironment("Log__Origin", builder.AddParameter($"{name}-origin"));
    }

    /// <summary>A folder beside the databases' own.</summary>
    private sealed class DevelopmentFolder(string appHostDirectory, string name) : ParameterDefault
    {
        public override string GetDefaultValue() => Path.GetFullPath($"../../.data/{name}", appHostDirectory);

        public override void WriteToManifest(ManifestPublishingContext context) =>
            throw new InvalidOperationException("The development folder is not part of a deployment.");
    }
}
