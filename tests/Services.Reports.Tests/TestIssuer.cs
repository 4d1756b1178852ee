using System.Security.Cryptography;
using Grpc.Core;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Netralitas.Services.Reports.Tests;

/// <summary>Tokens that the replicas of this run accept.</summary>
internal static class TestIssuer
{
    internal const string Name = "netralitas-uji";

    /// <summary>Another issuer, which replicas accept that are given <see cref="Another"/>.</summary>
    internal const string OtherName = "https://sso.kedua.test";

    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    internal static string PublicKey { get; } = Convert.ToBase64String(Key.ExportSubjectPublicKeyInfo());

    /// <summary>Settings of a replica that accepts the other issuer besides, under the name <c>kedua</c>.</summary>
    internal static IReadOnlyList<(string Name, string? Value)> Another { get; } =
        [("Access__Issuers__1__Issuer", OtherName), ("Access__Issuers__1__PublicKey", PublicKey), ("Access__Issuers__1__Name", "kedua")];

    /// <summary>Metadata of an officer, or of another role.</summary>
    internal static Metadata As(string office, string person = "uji", string role = "officer", string issuer = Name)
    {
        var now = DateTime.UtcNow;
        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = "netralitas",
            TokenType = "at+jwt",
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddMinutes(10),
            Claims = new Dictionary<string, object> { ["sub"] = person, ["office"] = office, ["role"] = role },
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(Key), SecurityAlgorithms.EcdsaSha256),
        });
        return new Metadata { { "authorization", $"Bearer {token}" } };
    }
}
