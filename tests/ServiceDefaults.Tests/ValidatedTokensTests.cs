using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Netralitas.ServiceDefaults.Tests;

public sealed class ValidatedTokensTests : IDisposable
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UtcNow;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly SetClock clock = new() { Now = Start };

    [Fact]
    public async Task A_good_token_is_not_verified_again_for_a_minute_and_says_the_same()
    {
        var tokens = new ValidatedTokens(clock);
        var handler = new RememberingTokenHandler(tokens);
        var token = Token(TimeSpan.FromHours(1));

        var first = await handler.ValidateTokenAsync(token, Rules("a"));
        var again = await handler.ValidateTokenAsync(token, Unverifiable("a"));
        clock.Now += TimeSpan.FromMinutes(1);
        var later = await handler.ValidateTokenAsync(token, Unverifiable("a"));

        Assert.True(first.IsValid, first.Exception?.ToString());
        Assert.True(again.IsValid);
        Assert.Equal(("opd:75.71", "a"), (again.ClaimsIdentity.FindFirst("office")?.Value, again.Issuer));
        Assert.NotSame(first.ClaimsIdentity, again.ClaimsIdentity);
        Assert.False(later.IsValid);
    }

    [Fact]
    public async Task It_is_not_remembered_beyond_its_own_end_nor_under_the_rules_of_another_issuer()
    {
        var tokens = new ValidatedTokens(clock);
        var handler = new RememberingTokenHandler(tokens);
        var token = Token(TimeSpan.FromSeconds(20));

        Assert.True((await handler.ValidateTokenAsync(token, Rules("a"))).IsValid);
        Assert.False((await handler.ValidateTokenAsync(token, Unverifiable("b"))).IsValid);
        Assert.Equal("a", tokens.IssuerOf(token));
        clock.Now += TimeSpan.FromSeconds(21);

        Assert.Null(tokens.IssuerOf(token));
        Assert.False((await handler.ValidateTokenAsync(token, Unverifiable("a"))).IsValid);
    }

    [Fact]
    public async Task What_was_not_found_good_is_not_remembered()
    {
        var tokens = new ValidatedTokens(clock);
        var handler = new RememberingTokenHandler(tokens);
        var token = Token(TimeSpan.FromHours(1));

        Assert.False((await handler.ValidateTokenAsync(token, Unverifiable("a"))).IsValid);
        Assert.Null(tokens.IssuerOf(token));
        Assert.True((await handler.ValidateTokenAsync(token, Rules("a"))).IsValid);
        Assert.False((await handler.ValidateTokenAsync(token[..^4] + "AAAA", Rules("a"))).IsValid);
    }

    public void Dispose() => key.Dispose();

    private TokenValidationParameters Rules(string issuer) => new() { ValidIssuer = issuer, ValidAudience = "netralitas", IssuerSigningKey = new ECDsaSecurityKey(key) };

    // Whatever is verified under these is not good.
    private static TokenValidationParameters Unverifiable(string issuer) => new() { ValidIssuer = issuer, ValidAudience = "netralitas", IssuerSigningKey = new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) };

    private string Token(TimeSpan lasts) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = "a",
        Audience = "netralitas",
        IssuedAt = Start.UtcDateTime,
        NotBefore = Start.UtcDateTime,
        Expires = (Start + lasts).UtcDateTime,
        Claims = new Dictionary<string, object> { ["sub"] = "uji", ["office"] = "opd:75.71" },
        SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(key), SecurityAlgorithms.EcdsaSha256),
    });

    private sealed class SetClock : TimeProvider
    {
        internal DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
