using System.Security.Claims;
using System.Security.Cryptography;
using Grpc.Core;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Netralitas.ServiceDefaults.Revocation;

namespace Netralitas.ServiceDefaults;

/// <summary>Authentication by bearer token (RFC 8725 settings) and default deny, the same at the gateway and in every service.</summary>
internal static class Access
{
    private const string ByIssuer = "ByIssuer";

    internal static void AddAccess(this IHostApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Access").Get<AccessOptions>() ?? new AccessOptions();
        var problems = options.Problems().ToList();
        if (problems.Count > 0)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, problems));
        }

        builder.Services.AddSingleton(options);
        var tokens = new ValidatedTokens(TimeProvider.System);
        var authentication = builder.Services.AddAuthentication(ByIssuer);
        // Each issuer has its own algorithms, types and keys, so the claimed issuer only chooses the rules that the token is then held against.
        authentication.AddPolicyScheme(ByIssuer, null, scheme => scheme.ForwardDefaultSelector =
            context => ClaimedIssuer(context.Request.Headers.Authorization, tokens) is { } claimed && options.Issuers.Any(i => i.Issuer == claimed) ? Scheme(claimed) : Scheme("-"));
        authentication.AddJwtBearer(Scheme("-"), RejectEverything);
        foreach (var issuer in options.Issuers)
        {
            authentication.AddJwtBearer(Scheme(issuer.Issuer), bearer => Trust(bearer, issuer, tokens));
        }

        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(_ => false).Build());
    }

    private static string Scheme(string issuer) => $"Bearer {issuer}";

    private static string? ClaimedIssuer(string? authorization, ValidatedTokens tokens)
    {
        const string Prefix = "Bearer ";
        if (authorization?.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) != true)
        {
            return null;
        }

        var token = authorization[Prefix.Length..].Trim();
        if (tokens.IssuerOf(token) is { } known)
        {
            return known;
        }

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

    private static void Trust(JwtBearerOptions bearer, IssuerOptions issuer, ValidatedTokens tokens)
    {
        bearer.TokenHandlers.Clear();
        bearer.TokenHandlers.Add(new RememberingTokenHandler(tokens));
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
            ClockSkew = AccessOptions.ClockSkew,
            RoleClaimType = "role",
            NameClaimType = "sub",
        };
        bearer.Events = new JwtBearerEvents { OnTokenValidated = context => Take(context, issuer), OnChallenge = context => SayWhy(context, null) };
        if (issuer.PublicKey is { } publicKey)
        {
            var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey), out _);
            bearer.TokenValidationParameters.IssuerSigningKey = new ECDsaSecurityKey(key);
            bearer.Configuration = new OpenIdConnectConfiguration { Issuer = issuer.Issuer };
            return;
        }

        // A token names its key; what is under another name in the set is another key.
        bearer.TokenValidationParameters.TryAllIssuerSigningKeys = false;
        var keys = new IssuerKeys(issuer.Issuer);
        bearer.ConfigurationManager = keys.From(issuer.JwksAddress!);
        bearer.Events.OnChallenge = context => SayWhy(context, keys);
    }

    // A revocation is kept until the last token that it hits has ended, so that must be soon, whatever the issuer thinks. A token that does not say when it was issued is held against the present instant alone.
    private static Task Take(TokenValidatedContext context, IssuerOptions issuer)
    {
        if (!IsWhole(context) || issuer.SubjectOf(context.Principal!.FindFirstValue("sub")!) is not { } subject)
        {
            context.Fail("The token is not about one person of one office in one role, or asks for what is not known here.");
            return Task.CompletedTask;
        }

        context.Principal = Named(context.Principal!, subject);
        var (token, longest) = (context.SecurityToken, TimeSpan.FromMinutes(issuer.MaxTokenMinutes));
        var now = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var issued = token is JsonWebToken { IssuedAt: var at } && at > DateTime.MinValue && at < now ? at : now;
        if (token.ValidTo - issued > longest + context.Options.TokenValidationParameters.ClockSkew)
        {
            context.Fail("The token lives longer than its issuer's tokens may.");
        }
        else if (context.HttpContext.RequestServices.GetRequiredService<RevokedTokens>().IsRevoked(context.Principal))
        {
            context.Fail(FrameworkRefusals.TokenRevoked());
        }

        return Task.CompletedTask;
    }

    // The one place where a person gets the name that everything behind it stores and compares. A copy: what the token itself says is remembered for its next call.
    private static ClaimsPrincipal Named(ClaimsPrincipal user, string subject)
    {
        if (user.FindFirstValue("sub") == subject)
        {
            return user;
        }

        var named = ((ClaimsIdentity)user.Identity!).Clone();
        named.RemoveClaim(named.FindFirst("sub"));
        named.AddClaim(new Claim("sub", subject));
        return new ClaimsPrincipal(named);
    }

    // What a token must be beside being signed and in time (RFC 8725, 3.8; RFC 7515, 4.1.11): about one person, of one office, in one role, and with nothing in it that is asked to be understood.
    private static bool IsWhole(TokenValidatedContext context)
    {
        var user = context.Principal!;
        return context.SecurityToken is JsonWebToken token && !token.TryGetHeaderValue<object>("crit", out _)
            && user.FindAll("sub").ToList() is [{ Value.Length: > 0 }] && user.FindAll("office").Count() <= 1 && Caller.RolesOf(user).Count <= 1;
    }

    // Whether a token is good cannot be said before the keys of its issuer were read once: then it is not the token's fault.
    private static Task SayWhy(JwtBearerChallengeContext context, IssuerKeys? keys)
    {
        var refusal = context.AuthenticateFailure switch
        {
            null => null,
            RefusalException told => told,
            _ => keys is { AreKnown: false } ? FrameworkRefusals.Refusal(StatusCode.Unavailable) : null,
        };
        if (refusal is null)
        {
            return Task.CompletedTask;
        }

        context.HandleResponse();
        if (refusal.Code is StatusCode.Unauthenticated)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        }

        return RefusalAnswer.WriteAsync(context.HttpContext, refusal);
    }
}
