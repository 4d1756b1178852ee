using System.Security.Cryptography;
using Aspire.Hosting.Publishing;

namespace Netralitas.AppHost;

/// <summary>Where reports are safe while the database takes none.</summary>
internal static class ReportSpool
{
    /// <summary>Gives a part of the reports service its spool: a folder under <c>.data</c> and a key of this machine's own in development; parameters in a deployment. Replicas have a folder each in it.</summary>
    /// <param name="part">The part.</param>
    /// <param name="name">Begins the names of the parameters.</param>
    /// <param name="keyId">Id of the key; no part opens what another one spooled.</param>
    internal static IResourceBuilder<ProjectResource> WithSpool(this IResourceBuilder<ProjectResource> part, string name, string keyId)
    {
        var builder = part.ApplicationBuilder;
        var (key, path) = builder.ExecutionContext.IsRunMode
            ? (builder.AddParameter($"{name}-spool-key-1", new DevelopmentKey(), secret: true, persist: true),
                builder.AddParameter($"{name}-spool-path", new DevelopmentFolder(builder.AppHostDirectory, name)))
            : (builder.AddParameter($"{name}-spool-key-1", secret: true), builder.AddParameter($"{name}-spool-path"));
        return part.WithEnvironment($"Reports__Spool__Keys__{keyId}", key).WithEnvironment("Reports__Spool__CurrentKey", keyId).WithEnvironment("Reports__Spool__Path", path);
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
    private sealed class DevelopmentFolder(string appHostDirectory, string name) : ParameterDefault
    {
        public override string GetDefaultValue() => Path.GetFullPath($"../../.data/{name}-spool", appHostDirectory);

        public override void WriteToManifest(ManifestPublishingContext context) =>
            throw new InvalidOperationException("The development folder is not part of a deployment.");
    }
}
