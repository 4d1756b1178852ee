using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Netralitas.Suite.Tests;

/// <summary>The development issuer, with a key of this run's own; and tokens that are wrong in one way each.</summary>
internal sealed class TestIssuer : IDisposable
{
    /// <summary>The number in the account of every signatory of this run.</summary>
    internal const string SignatoryNumber = "199002012015032001";

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>What the AppHost's parameter takes.</summary>
    internal string PrivateKey => Convert.ToBase64String(key.ExportPkcs8PrivateKey());

    /// <summary>What a process is told that accepts the tokens.</summary>
    internal string PublicKey => Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

    internal string Token(
        string office,
        string role,
        string issuer = "netralitas-development",
        string audience = "netralitas",
        string type = "at+jwt",
        TimeSpan? lifetime = null,
        SecurityKey? signedWith = null,
        string algorithm = SecurityAlgorithms.EcdsaSha256,
        string person = "uji")
    {
        var now = DateTime.UtcNow;
        var ends = now + (lifetime ?? TimeSpan.FromMinutes(10));
        var claims = new Dictionary<string, object> { ["sub"] = person, ["office"] = office, ["role"] = role, ["jti"] = Guid.NewGuid().ToString() };
        if (role == "signatory")
        {
            claims["nip"] = SignatoryNumber;
        }

        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            TokenType = type,
            IssuedAt = now,
            NotBefore = ends < now ? ends.AddMinutes(-1) : now,
            Expires = ends,
            Claims = claims,
            SigningCredentials = new SigningCredentials(signedWith ?? new ECDsaSecurityKey(key), algorithm),
        });
    }

    public void Dispose() => key.Dispose();
}
