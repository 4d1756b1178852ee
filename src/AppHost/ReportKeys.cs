using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Aspire.Hosting.Publishing;

namespace Netralitas.AppHost;

/// <summary>The keys that reports are sealed to, and opened by: folders.</summary>
/// <param name="Public">Public halves, for every process that takes something in.</param>
/// <param name="Private">Private halves of offices and central, for review alone.</param>
/// <param name="Custodian">Private halves of the custodians; null in a deployment, where they are no part of it.</param>
internal sealed record ReportKeys(IResourceBuilder<ParameterResource> Public, IResourceBuilder<ParameterResource> Private, IResourceBuilder<ParameterResource>? Custodian);

/// <summary>Who is given which of them.</summary>
internal static class ReportKeyFolders
{
    /// <summary>Adds the folders: under <c>.data</c> with keys of this machine's own in development; named by parameters in a deployment.</summary>
    internal static ReportKeys AddReportKeys(this IDistributedApplicationBuilder builder)
    {
        var isDevelopment = builder.ExecutionContext.IsRunMode;
        IResourceBuilder<ParameterResource> Folder(string name) => isDevelopment
            ? builder.AddParameter($"report-{name}-keys", new DevelopmentKeys(builder.AppHostDirectory, name))
            : builder.AddParameter($"report-{name}-keys");
        return new ReportKeys(Folder("public"), Folder("private"), isDevelopment ? Folder("custodian") : null);
    }

    /// <summary>Gives a process what it seals by.</summary>
    internal static IResourceBuilder<ProjectResource> WithPublicKeys(this IResourceBuilder<ProjectResource> part, ReportKeys keys) =>
        part.WithEnvironment("Reports__Sealing__PublicKeysPath", keys.Public);

    /// <summary>Gives a process what it opens by.</summary>
    internal static IResourceBuilder<ProjectResource> WithPrivateKeys(this IResourceBuilder<ProjectResource> part, ReportKeys keys)
    {
        part.WithEnvironment("Reports__Sealing__PrivateKeysPath", keys.Private);
        return keys.Custodian is { } custodian ? part.WithEnvironment("Reports__Sealing__CustodianKeysPath", custodian) : part;
    }

    /// <summary>A folder beside the databases' own; the first to be asked for makes all keys that are missing.</summary>
    private sealed class DevelopmentKeys(string appHostDirectory, string folder) : ParameterDefault
    {
        // One office with a key of its own; all others are served by central.
        private static readonly (string Id, string Recipient, string Folder)[] Pairs =
            [("office-75.71-1", "office:75.71", "private"), ("central-1", "central", "private"), ("custodian-1", "custodian", "custodian")];

        private static readonly Lock Making = new();

        public override string GetDefaultValue()
        {
            var keys = Path.GetFullPath("../../.data/report-keys", appHostDirectory);
            lock (Making)
            {
                foreach (var (id, recipient, privateFolder) in Pairs.Where(pair => !File.Exists(Path.Combine(keys, "public", $"{pair.Id}.json"))))
                {
                    Make(keys, id, recipient, privateFolder);
                }
            }

            return Path.Combine(keys, folder);
        }

        public override void WriteToManifest(ManifestPublishingContext context) =>
            throw new InvalidOperationException("The development keys are not part of a deployment.");

        // The private half is the first that is there: two AppHosts that start at once give one pair. The public half comes after it, so nothing is sealed to a key that is not on disk.
        private static void Make(string keys, string id, string recipient, string privateFolder)
        {
            var secret = Path.Combine(keys, privateFolder, $"{id}.json");
            using (var drawn = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256))
            {
                Write(secret, new PrivateKey(recipient, Convert.ToBase64String(drawn.ExportParameters(includePrivateParameters: true).D!)));
            }

            var kept = JsonSerializer.Deserialize<PrivateKey>(File.ReadAllText(secret))!;
            using var pair = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = Convert.FromBase64String(kept.Secret) });
            var point = pair.ExportParameters(includePrivateParameters: false).Q;
            Write(Path.Combine(keys, "public", $"{id}.json"), new PublicKey(recipient, "2024-01-01T00:00:00Z", Convert.ToBase64String([0x04, .. point.X!, .. point.Y!])));
        }

        private static void Write<TKey>(string file, TKey key)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var unfinished = $"{file}.{Guid.NewGuid():N}.tmp";
            File.WriteAllText(unfinished, JsonSerializer.Serialize(key));
            try
            {
                File.Move(unfinished, file);
            }
            catch (IOException) when (File.Exists(file))
            {
                File.Delete(unfinished);
            }
        }

        private sealed record PrivateKey([property: JsonPropertyName("recipient")] string Recipient, [property: JsonPropertyName("private_key")] string Secret);

        private sealed record PublicKey(
            [property: JsonPropertyName("recipient")] string Recipient, [property: JsonPropertyName("seals_from")] string SealsFrom, [property: JsonPropertyName("public_key")] string Point);
    }
}
