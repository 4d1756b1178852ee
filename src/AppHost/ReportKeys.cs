using System.Security.Cryptography;
using System.Text.Json;
using Aspire.Hosting.Publishing;

namespace Netralitas.AppHost;

/// <summary>The keys that reports are sealed to, and opened by.</summary>
internal static class ReportKeys
{
    /// <summary>Gives the reports service its keys: folders under <c>.data</c> with keys of this machine's own in development; folders named by parameters in a deployment, where the custodians' keys are not part of it.</summary>
    internal static IResourceBuilder<ProjectResource> WithKeys(this IResourceBuilder<ProjectResource> reports)
    {
        var builder = reports.ApplicationBuilder;
        var isDevelopment = builder.ExecutionContext.IsRunMode;
        IResourceBuilder<ParameterResource> Folder(string name) => isDevelopment
            ? builder.AddParameter($"report-{name}-keys", new DevelopmentKeys(builder.AppHostDirectory, name))
            : builder.AddParameter($"report-{name}-keys");
        reports.WithEnvironment("Reports__Sealing__PublicKeysPath", Folder("public")).WithEnvironment("Reports__Sealing__PrivateKeysPath", Folder("private"));
        return isDevelopment ? reports.WithEnvironment("Reports__Sealing__CustodianKeysPath", Folder("custodian")) : reports;
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

        // The public half last: nothing is sealed to a key whose private half is not on disk.
        private static void Make(string keys, string id, string recipient, string privateFolder)
        {
            using var pair = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
            var numbers = pair.ExportParameters(includePrivateParameters: true);
            Write(Path.Combine(keys, privateFolder), id, new { recipient, private_key = Convert.ToBase64String(numbers.D!) });
            Write(Path.Combine(keys, "public"), id, new { recipient, seals_from = "2024-01-01T00:00:00Z", public_key = Convert.ToBase64String([0x04, .. numbers.Q.X!, .. numbers.Q.Y!]) });
        }

        private static void Write(string folder, string id, object key)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, $"{id}.json"), JsonSerializer.Serialize(key));
        }
    }
}
