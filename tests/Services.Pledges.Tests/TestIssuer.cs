using System.Security.Cryptography;
using Grpc.Core;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Netralitas.Services.Pledges.Tests;

/// <summary>Tokens that the replicas of this run accept.</summary>
internal static class TestIssuer
{
    internal const string Name = "netralitas-uji";

    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    internal static string PublicKey { get; } = Convert.ToBase64String(Key.ExportSubjectPublicKeyInfo());

    /// <summary>Metadata of a civil servant with an own number.</summary>
    internal static Metadata Signatory(string number) => As("opd:75.71", "signatory", employeeNumber: number);

    /// <summary>Metadata of a caller.</summary>
    internal static Metadata As(string office, string role = "officer", string person = "uji", string? employeeNumber = null)
    {
        var now = DateTime.UtcNow;
        var claims = new Dictionary<string, object> { ["sub"] = person, ["office"] = office, ["role"] = role };
        if (employeeNumber is not null)
        {
            claims["nip"] = employeeNumber;
        }

        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Name,
            Audience = "netralitas",
            TokenType = "at+jwt",
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddMinutes(10),
            Claims = claims,
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(Key), SecurityAlgorithms.EcdsaSha256),
        });
        return new Metadata { { "authorization", $"Bearer {token}" } };
    }
}
