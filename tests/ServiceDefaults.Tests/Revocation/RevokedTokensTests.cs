using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Netralitas.ServiceDefaults.Revocation;

namespace Netralitas.ServiceDefaults.Tests.Revocation;

/// <summary>What a process does with the revocations that it knows.</summary>
public sealed class RevokedTokensTests : IDisposable
{
    private const string Issuer = "netralitas-uji";

    private static readonly DateTimeOffset Instant = new(2024, 9, 21, 1, 30, 0, 500, TimeSpan.Zero);

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly SetClock clock = new() { Now = Instant };

    [Theory]
    [InlineData("a", "s", "p", 0, true)]
    [InlineData("b", "s", "p", 0, false)]
    [InlineData("b", "t", "p", 0, true)]
    [InlineData("b", "s", "q", 0, true)]
    [InlineData("b", "s", "q", -600, true)]
    [InlineData("b", "s", "q", 1, false)]
    [InlineData("b", "s", "q", null, true)]
    [InlineData("p", "q", "t", 0, false)]
    public void A_token_is_hit_by_its_id_its_session_and_its_subject_but_not_one_that_the_subject_has_since_the_next_second(string id, string session, string subject, int? age, bool isRevoked)
    {
        var revoked = new RevokedTokens(clock);
        revoked.Add([For(RevokedToken.OfToken("a")), For(RevokedToken.OfSession("t")), For(RevokedToken.OfSubject("q"))]);

        Assert.Equal(isRevoked, revoked.IsRevoked(User(id, session, subject, age is { } seconds ? Instant.ToUnixTimeSeconds() + seconds : null)));
    }

    [Fact]
    public void Nothing_is_remembered_beyond_its_end_and_of_two_the_later_stays_in_whatever_order_they_come()
    {
        var revoked = new RevokedTokens(clock);
        var (early, late) = (For(RevokedToken.OfSubject("q")), For(RevokedToken.OfSubject("q")) with { RevokedAt = Instant.AddSeconds(10), ExpiresAt = Instant.AddMinutes(11) });
        revoked.Add([late]);
        revoked.Add([early]);
        var user = User("b", "s", "q", Instant.ToUnixTimeSeconds() + 5);

        Assert.True(revoked.IsRevoked(user));
        Assert.Equal([late], revoked.InForce);
        clock.Now = late.ExpiresAt;
        Assert.False(revoked.IsRevoked(user));
        Assert.Empty(revoked.InForce);
        revoked.Add([late]);
        Assert.Empty(revoked.InForce);
    }

    [Fact]
    public async Task A_token_that_was_found_good_a_moment_ago_is_refused_at_once_and_what_it_has_open_is_broken_off()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Local" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection([new("Access:Issuers:0:Issuer", Issuer), new("Access:Issuers:0:PublicKey", Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()))]);
        builder.AddServiceDefaults("echo");
        await using var app = builder.Build();
        app.UseServiceDefaults();
        app.MapGet("/who", (HttpContext http) => Caller.Of(http.User).Office.ToString()).RequireAuthorization();
        app.MapGet("/stay", async (HttpContext http) =>
        {
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        }).RequireAuthorization();
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        var (one, other) = (Token("satu"), Token("dua"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), ((await AskAsync(client, one)).Status, (await AskAsync(client, other)).Status));
        using var open = await client.SendAsync(Request("/stay", one), HttpCompletionOption.ResponseHeadersRead);
        await using var body = await open.Content.ReadAsStreamAsync();
        var reading = body.ReadAsync(new byte[1]).AsTask();
        app.Services.GetRequiredService<RevokedTokens>().Add([new RevokedToken(RevokedToken.OfToken("satu"), DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddMinutes(10))]);

        Assert.Equal((HttpStatusCode.Unauthorized, "TOKEN_REVOKED"), await AskAsync(client, one));
        Assert.Equal((HttpStatusCode.OK, ""), await AskAsync(client, other));
        await Assert.ThrowsAnyAsync<IOException>(() => reading.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    public void Dispose() => key.Dispose();

    private static RevokedToken For(string digest) => new(digest, Instant, Instant.AddMinutes(10));

    private static ClaimsPrincipal User(string id, string session, string subject, long? issued) =>
        new(new ClaimsIdentity([new("jti", id), new("sid", session), new("sub", subject), .. issued is null ? Array.Empty<Claim>() : [new("iat", $"{issued}")]]));

    private static HttpRequestMessage Request(string path, string token) => new(HttpMethod.Get, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };

    private static async Task<(HttpStatusCode Status, string Reason)> AskAsync(HttpClient client, string token)
    {
        using var request = Request("/who", token);
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, answer.IsSuccessStatusCode ? "" : JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["reason"]!.GetValue<string>());
    }

    private string Token(string id) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = "netralitas",
        TokenType = "at+jwt",
        IssuedAt = DateTime.UtcNow,
        Expires = DateTime.UtcNow.AddMinutes(10),
        Claims = new Dictionary<string, object> { ["sub"] = "uji", ["role"] = "officer", ["office"] = "bawaslu:75.71", ["jti"] = id },
        SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(key), SecurityAlgorithms.EcdsaSha256),
    });

    private sealed class SetClock : TimeProvider
    {
        internal DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
