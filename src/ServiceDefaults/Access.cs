using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Netralitas.ServiceDefaults;

/// <summary>Authentication by bearer token (RFC 8725 settings) and default deny, the same at the gateway and in every service.</summary>
internal static class Access
{
    private const string ByIssuer = "ByIssuer";

    internal static void AddAccess(this IHostApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Access").Get<AccessOptions>() ?? new AccessOptions();
        var problems = options.Issuers.SelectMany((issuer, n) => issuer.Problems().Select(p => $"Access:Issuers:{n}: {p}")).ToList();
        if (problems.Count > 0)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, problems));
        }

        var authentication = builder.Services.AddAuthentication(ByIssuer);
        // Each issuer has its own algorithms, types and keys, so the claimed issuer only chooses the rules that the token is then held against.
        authentication.AddPolicyScheme(ByIssuer, null, scheme => scheme.ForwardDefaultSelector =
            context => ClaimedIssuer(context.Request.Headers.Authorization) is { } claimed && options.Issuers.Any(i => i.Issuer == claimed) ? Scheme(claimed) : Scheme("-"));
        authentication.AddJwtBearer(Scheme("-"), RejectEverything);
        foreach (var issuer in options.Issuers)
        {
            authentication.AddJwtBearer(Scheme(issuer.Issuer), bearer => Trust(bearer, issuer));
        }

        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(_ => false).Build());
    }

    private static string Scheme(string issuer) => $"Bearer {issuer}";

    private static string? ClaimedIssuer(string? authorization)
    {
        const string Prefix = "Bearer ";
        if (authorization?.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) != true)
        {
            return null;
        }

        var token = authorization[Prefix.Length..].Trim();
        var handler = new JsonWebTokenHandler();
        try
        {
            return handler.CanReadToken(token) ? handler.ReadJsonWebToken(token).Issuer : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static void RejectEverything(JwtBearerOptions bearer)
    {
        bearer.RequireHttpsMetadata = false;
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            RequireSignedTokens = true,
            IssuerSigningKeyResolver = (_, _, _, _) => [],
            ValidateIssuer = true,
            ValidIssuers = [],
        };
    }

    private static void Trust(JwtBearerOptions bearer, IssuerOptions issuer)
    {
        bearer.MapInboundClaims = false;
        bearer.RequireHttpsMetadata = issuer.JwksAddress is { IsLoopback: false };
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = issuer.Issuer,
            ValidAudience = issuer.Audience,
            ValidAlgorithms = issuer.AcceptedAlgorithms,
            ValidTypes = issuer.AcceptedTokenTypes,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ClockSkew = TimeSpan.FromSeconds(30),
            RoleClaimType = "role",
            NameClaimType = "sub",
        };
        if (issuer.PublicKey is { } publicKey)
        {
            var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey), out _);
            bearer.TokenValidationParameters.IssuerSigningKey = new ECDsaSecurityKey(key);
            bearer.Configuration = new OpenIdConnectConfiguration { Issuer = issuer.Issuer };
            return;
        }

        bearer.ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
            issuer.JwksAddress!.AbsoluteUri, new KeySetRetriever(issuer.Issuer), new HttpDocumentRetriever { RequireHttps = bearer.RequireHttpsMetadata })
        {
            RefreshInterval = TimeSpan.FromMinutes(1),
        };
    }

    /// <summary>Reads a key set from a fixed address; the issuer's discovery document is not consulted.</summary>
    private sealed class KeySetRetriever(string issuer) : IConfigurationRetriever<OpenIdConnectConfiguration>
    {
        public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(string address, IDocumentRetriever retriever, CancellationToken cancel)
        {
            var keys = new JsonWebKeySet(await retriever.GetDocumentAsync(address, cancel));
            var configuration = new OpenIdConnectConfiguration { Issuer = issuer, JsonWebKeySet = keys };
            foreach (var key in keys.GetSigningKeys())
            {
                configuration.SigningKeys.Add(key);
            }

            return configuration;
        }
    }
}
