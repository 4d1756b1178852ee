using Aspire.Hosting.Publishing;

namespace Netralitas.AppHost;

/// <summary>A transparency log: where it is published, what it remembers, and what it signs with. Each log has its own of all three.</summary>
/// <param name="Key">The private key.</param>
/// <param name="Folder">What readers see.</param>
/// <param name="SignedFolder">What was signed; on another volume than the database's: see docs/operations.md.</param>
/// <param name="Origin">Name of the log; null where it is a parameter.</param>
/// <param name="OriginParameter">The parameter.</param>
internal sealed record PublicLog(
    IResourceBuilder<ParameterResource> Key, IResourceBuilder<ParameterResource> Folder, IResourceBuilder<ParameterResource> SignedFolder, string? Origin, IResourceBuilder<ParameterResource>? OriginParameter);

/// <summary>The logs of the model.</summary>
internal static class PublicLogs
{
    /// <summary>Adds a log: folders under <c>.data</c> and a key of this machine's own in development; parameters in a deployment.</summary>
    /// <param name="builder">The model.</param>
    /// <param name="name">Begins the names of the log's parameters.</param>
    /// <param name="path">Where the gateway shows it.</param>
    internal static PublicLog AddLog(this IDistributedApplicationBuilder builder, string name, string path)
    {
        var isDevelopment = builder.ExecutionContext.IsRunMode;
        var key = isDevelopment
            ? builder.AddParameter($"{name}-key", new DevelopmentSeed(), secret: true, persist: true)
            : builder.AddParameter($"{name}-key", secret: true);
        IResourceBuilder<ParameterResource> Folder(string folder) => isDevelopment
            ? builder.AddParameter(folder, new DevelopmentFolder(builder.AppHostDirectory, folder))
            : builder.AddParameter(folder);
        return new PublicLog(
            key, Folder($"{name}-folder"), Folder($"{name}-signed-folder"), isDevelopment ? $"localhost{path}" : null, isDevelopment ? null : builder.AddParameter($"{name}-origin"));
    }

    /// <summary>Gives a service its log. Of several processes of a service all promise entries by it, and one publishes it.</summary>
    internal static IResourceBuilder<ProjectResource> WithLog(this IResourceBuilder<ProjectResource> service, PublicLog log)
    {
        service.WithEnvironment("Log__Key", log.Key).WithEnvironment("Log__Folder", log.Folder).WithEnvironment("Log__SignedFolder", log.SignedFolder);
        return log.OriginParameter is { } parameter ? service.WithEnvironment("Log__Origin", parameter) : service.WithEnvironment("Log__Origin", log.Origin);
    }

    /// <summary>A folder beside the databases' own.</summary>
    private sealed class DevelopmentFolder(string appHostDirectory, string name) : ParameterDefault
    {
        public override string GetDefaultValue() => Path.GetFullPath($"../../.data/{name}", appHostDirectory);

        public override void WriteToManifest(ManifestPublishingContext context) =>
            throw new InvalidOperationException("The development folder is not part of a deployment.");
    }
}
