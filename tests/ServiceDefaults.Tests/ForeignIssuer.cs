using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Netralitas.ServiceDefaults.Tests;

/// <summary>An OIDC issuer of somebody else's: it publishes its keys, changes them, and signs tokens that are wrong in any way asked for.</summary>
internal sealed class ForeignIssuer : IAsyncDisposable
{
    internal const string Name = "https://sso.contoh.test";

    private readonly Dictionary<string, RSA> keys = [];
    private readonly WebApplication app;
    private int fetches;

    private ForeignIssuer(WebApplication app) => this.app = app;

    /// <summary>How often its keys were fetched.</summary>
    internal int Fetches => Volatile.Read(ref fetches);

    /// <summary>Whether it takes calls and never answers.</summary>
    internal bool IsSilent { get; set; }

    internal Uri Jwks => new($"{app.Urls.Single()}/jwks");

    internal static async Task<ForeignIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var issuer = new ForeignIssuer(app);
        app.MapGet("/jwks", issuer.Publish);
        await app.StartAsync();
        issuer.Rotate("1");
        return issuer;
    }

    /// <summary>From now on it has this key, and no other.</summary>
    internal void Rotate(string kid)
    {
        keys.Clear();
        keys[kid] = RSA.Create(2048);
    }

    /// <summary>What everybody knows of the present key.</summary>
    internal byte[] PublicKey => keys.Values.Single().ExportSubjectPublicKeyInfo();

    internal string Token(string? kid = null, string audience = "netralitas", string type = "at+jwt", TimeSpan? lifetime = null, SecurityKey? by = null, string algorithm = SecurityAlgorithms.RsaSha256,
        Dictionary<string, object>? headers = null, Dictionary<string, object>? claims = null)
    {
        var (own, key) = keys.Single();
        var now = DateTime.UtcNow;
        Dictionary<string, object> said = new() { ["iss"] = Name, ["aud"] = audience, ["sub"] = "uji", ["role"] = "officer", ["office"] = "bawaslu:75.71" };
        foreach (var (name, value) in claims ?? [])
        {
            said[name] = value;
        }

        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = type,
            IssuedAt = now,
            Expires = lifetime == Timeout.InfiniteTimeSpan ? null : now + (lifetime ?? TimeSpan.FromMinutes(10)),
            Claims = said,
            AdditionalHeaderClaims = headers,
            SigningCredentials = new SigningCredentials(by ?? new RsaSecurityKey(key) { KeyId = kid ?? own }, algorithm),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        foreach (var key in keys.Values)
        {
            key.Dispose();
        }
    }

    private async Task<IResult> Publish(CancellationToken cancel)
    {
        if (IsSilent)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
        }

        Interlocked.Increment(ref fetches);
        return Results.Text(JsonSerializer.Serialize(new
        {
            keys = keys.Select(pair => (pair.Key, pair.Value.ExportParameters(false))).Select(pair => new
            {
                kty = "RSA",
                use = "sig",
                kid = pair.Key,
                n = Base64UrlEncoder.Encode(pair.Item2.Modulus),
                e = Base64UrlEncoder.Encode(pair.Item2.Exponent),
            }),
        }), "application/json");
    }
}
