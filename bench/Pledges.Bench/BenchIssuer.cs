using System.Security.Cryptography;
using Grpc.Core;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Netralitas.Pledges.Bench;

/// <summary>Tokens that the measured service accepts.</summary>
internal static class BenchIssuer
{
    internal const string Name = "netralitas-bench";

    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    internal static string PublicKey { get; } = Convert.ToBase64String(Key.ExportSubjectPublicKeyInfo());

    /// <summary>Metadata of a civil servant, who signs for the own number alone.</summary>
    internal static Metadata Signatory(string number) => As("opd:75.71", "signatory", number);

    /// <summary>Metadata of a caller, for an hour.</summary>
    internal static Metadata As(string office, string role, string? number = null)
    {
        var now = DateTime.UtcNow;
        var claims = new Dictionary<string, object> { ["sub"] = "bench", ["office"] = office, ["role"] = role };
        if (number is not null)
        {
            claims["nip"] = number;
        }

        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Name,
            Audience = "netralitas",
            TokenType = "at+jwt",
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddHours(1),
            Claims = claims,
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(Key), SecurityAlgorithms.EcdsaSha256),
        });
        return new Metadata { { "authorization", $"Bearer {token}" } };
    }
}
