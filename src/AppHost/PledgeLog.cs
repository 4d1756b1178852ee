using Aspire.Hosting.Publishing;

namespace Netralitas.AppHost;

/// <summary>Where the pledges' transparency log is published, what it remembers, and what it signs with.</summary>
internal static class PledgeLog
{
    private const string DevelopmentOrigin = "localhost/log/pledges";

    /// <summary>Gives the pledges service its log: folders under <c>.data</c> and a key of this machine's own in development; parameters in a deployment.</summary>
    internal static IResourceBuilder<ProjectResource> WithLog(this IResourceBuilder<ProjectResource> pledges)
    {
        var builder = pledges.ApplicationBuilder;
        var isDevelopment = builder.ExecutionContext.IsRunMode;
        var key = isDevelopment
            ? builder.AddParameter("pledge-log-key", new DevelopmentSeed(), secret: true, persist: true)
            : builder.AddParameter("pledge-log-key", secret: true);
        IResourceBuilder<ParameterResource> Folder(string name) => isDevelopment
            ? builder.AddParameter(name, new DevelopmentFolder(builder.AppHostDirectory, name))
            : builder.AddParameter(name);
        pledges.WithEnvironment("Log__Key", key)
            .WithEnvironment("Log__Folder", Folder("pledge-log-folder"))
            // On another volume than the database's: see docs/operations.md.
            .WithEnvironment("Log__SignedFolder", Folder("pledge-log-signed-folder"));
        return isDevelopment
            ? pledges.WithEnvironment("Log__Origin", DevelopmentOrigin)
            : pledges.WithEnvironment("Log__Origin", builder.AddParameter("pledge-log-origin"));
    }

    /// <summary>A folder beside the databases' own.</summary>
    private sealed class DevelopmentFolder(string appHostDirectory, string name) : ParameterDefault
    {
        public override string GetDefaultValue() => Path.GetFullPath($"../../.data/{name}", appHostDirectory);

        public override void WriteToManifest(ManifestPublishingContext context) =>
            throw new InvalidOperationException("The development folder is not part of a deployment.");
    }
}
