using System.Security.Cryptography;
using Grpc.Core;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Netralitas.Services.Notifications.Tests.Support;

/// <summary>Tokens that the replicas of this run accept.</summary>
internal static class TestIssuer
{
    internal const string Name = "netralitas-uji";

    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    internal static string PublicKey { get; } = Convert.ToBase64String(Key.ExportSubjectPublicKeyInfo());

    internal static Metadata Central(string person = "uji") => As("bawaslu:00", "central", person);

    internal static Metadata As(string office, string role = "officer", string person = "uji", string? session = null, string? id = null, TimeSpan? age = null)
    {
        var now = DateTime.UtcNow - (age ?? TimeSpan.Zero);
        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Name,
            Audience = "netralitas",
            TokenType = "at+jwt",
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddMinutes(10),
            Claims = new Dictionary<string, object> { ["sub"] = person, ["office"] = office, ["role"] = role, ["sid"] = session ?? Guid.NewGuid().ToString(), ["jti"] = id ?? Guid.NewGuid().ToString() },
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(Key), SecurityAlgorithms.EcdsaSha256),
        });
        return new Metadata { { "authorization", $"Bearer {token}" } };
    }
}
