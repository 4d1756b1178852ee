using System.Security.Cryptography;
using Aspire.Hosting.Publishing;

namespace Netralitas.AppHost;

/// <summary>Where reports are safe while the database takes none.</summary>
internal static class ReportSpool
{
    /// <summary>Gives the reports service its spool: a folder under <c>.data</c> and a key of this machine's own in development; parameters in a deployment, where each replica has its own volume.</summary>
    internal static IResourceBuilder<ProjectResource> WithSpool(this IResourceBuilder<ProjectResource> reports)
    {
        var builder = reports.ApplicationBuilder;
        var (key, path) = builder.ExecutionContext.IsRunMode
            ? (builder.AddParameter("report-spool-key-1", new DevelopmentKey(), secret: true, persist: true),
                builder.AddParameter("report-spool-path", new DevelopmentFolder(builder.AppHostDirectory)))
            : (builder.AddParameter("report-spool-key-1", secret: true), builder.AddParameter("report-spool-path"));
        return reports.WithEnvironment("Reports__Spool__Keys__1", key).WithEnvironment("Reports__Spool__Path", path);
    }

    /// <summary>Makes the private key when the user's secrets have none yet.</summary>
    private sealed class DevelopmentKey : ParameterDefault
    {
        public override string GetDefaultValue()
        {
            using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
            return Convert.ToBase64String(key.ExportParameters(includePrivateParameters: true).D!);
        }

        public override void WriteToManifest(ManifestPublishingContext context) =>
            throw new InvalidOperationException("The development key is not part of a deployment.");
    }

    /// <summary>A folder beside the databases' own.</summary>
    private sealed class DevelopmentFolder(string appHostDirectory) : ParameterDefault
    {
        public override string GetDefaultValue() => Path.GetFullPath("../../.data/report-spool", appHostDirectory);

        public override void WriteToManifest(ManifestPublishingContext context) =>
            throw new InvalidOperationException("The development folder is not part of a deployment.");
    }
}
