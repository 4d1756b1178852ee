using System.Security.Cryptography;
using Aspire.Hosting.Publishing;

namespace Netralitas.AppHost;

/// <summary>Whose tokens the suite accepts.</summary>
/// <param name="DevelopmentKey">Private key of the development issuer, base64 of PKCS #8; null in a deployment.</param>
/// <param name="Name">Claim <c>iss</c> of a deployment's issuer; null in development.</param>
/// <param name="JwksAddress">Address of a deployment's key set; null in development.</param>
internal sealed record TrustedIssuer(
    IResourceBuilder<ParameterResource>? DevelopmentKey,
    IResourceBuilder<ParameterResource>? Name,
    IResourceBuilder<ParameterResource>? JwksAddress);

/// <summary>A key pair of this machine's own in development; an OIDC issuer, named by parameters, in a deployment.</summary>
internal static class TrustedIssuers
{
    private const string DevelopmentIssuer = "netralitas-development";

    internal static TrustedIssuer AddTrustedIssuer(this IDistributedApplicationBuilder builder) => builder.ExecutionContext.IsRunMode
        ? new TrustedIssuer(builder.AddParameter("development-issuer-key", new DevelopmentKey(), secret: true, persist: true), null, null)
        : new TrustedIssuer(null, builder.AddParameter("issuer"), builder.AddParameter("issuer-jwks-address"));

    /// <summary>Tells a project whom to trust. In development it is given the public key only.</summary>
    internal static IResourceBuilder<ProjectResource> WithTrustIn(this IResourceBuilder<ProjectResource> project, TrustedIssuer issuer)
    {
        if (issuer is { Name: { } name, JwksAddress: { } jwksAddress })
        {
            return project.WithEnvironment("Access__Issuers__0__Issuer", name).WithEnvironment("Access__Issuers__0__JwksAddress", jwksAddress);
        }

        return project
            // What is absent is Production, in which the development issuer and connections in clear are refused.
            .WithEnvironment("DOTNET_ENVIRONMENT", "Local")
            .WithEnvironment("Access__Issuers__0__Issuer", DevelopmentIssuer)
            .WithEnvironment(async context => context.EnvironmentVariables["Access__Issuers__0__PublicKey"] =
                PublicKeyOf(await issuer.DevelopmentKey!.Resource.GetValueAsync(context.CancellationToken)
                    ?? throw new InvalidOperationException("The parameter development-issuer-key has no value.")));
    }

    private static string PublicKeyOf(string privateKey)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(privateKey), out _);
        return Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>Makes the key pair when the user's secrets have none yet.</summary>
    private sealed class DevelopmentKey : ParameterDefault
    {
        public override string GetDefaultValue()
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return Convert.ToBase64String(key.ExportPkcs8PrivateKey());
        }

        public override void WriteToManifest(ManifestPublishingContext context) =>
            throw new InvalidOperationException("The development issuer is not part of a deployment.");
    }
}
