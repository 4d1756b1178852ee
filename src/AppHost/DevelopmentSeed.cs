using System.Security.Cryptography;
using Aspire.Hosting.Publishing;

namespace Netralitas.AppHost;

/// <summary>Makes a private key of Ed25519 when the user's secrets have none yet.</summary>
internal sealed class DevelopmentSeed : ParameterDefault
{
    public override string GetDefaultValue() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public override void WriteToManifest(ManifestPublishingContext context) =>
        throw new InvalidOperationException("The development key is not part of a deployment.");
}
