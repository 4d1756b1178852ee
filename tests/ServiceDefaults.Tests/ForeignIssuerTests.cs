using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Netralitas.ServiceDefaults.Tests;

/// <summary>Tokens of an issuer that is not ours, as its key set is published over HTTP.</summary>
public sealed class ForeignIssuerTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient client = new();
    private ForeignIssuer? issuer;
    private WebApplication? app;

    private ForeignIssuer Issuer => issuer!;

    public async Task InitializeAsync()
    {
        issuer = await ForeignIssuer.StartAsync();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Local" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(
        [
            new("Access:Issuers:0:Issuer", ForeignIssuer.Name), new("Access:Issuers:0:JwksAddress", issuer.Jwks.AbsoluteUri),
            new("Access:Issuers:0:Algorithms:0", "RS256"), new("Access:Issuers:0:MaxTokenMinutes", "30"),
        ]);
        builder.AddServiceDefaults("echo");
        app = builder.Build();
        app.UseServiceDefaults();
        app.MapGet("/who", (HttpContext http) => Caller.Of(http.User).Office.ToString()).RequireAuthorization();
        await app.StartAsync();
        client.BaseAddress = new Uri(app.Urls.Single());
    }

    public void Dispose() => client.Dispose();

    public async Task DisposeAsync()
    {
        await app!.DisposeAsync();
        await Issuer.DisposeAsync();
    }

    [Fact]
    public async Task A_good_token_is_taken_and_one_that_is_wrong_in_any_one_way_is_none()
    {
        using var stranger = RSA.Create(2048);
        var strangers = new RsaSecurityKey(stranger) { KeyId = "1" };
        var good = Issuer.Token();
        var keySet = new Dictionary<string, object> { ["jku"] = "http://127.0.0.1:1/jwks", ["x5u"] = "http://127.0.0.1:1/x5u" };
        var ownKey = new Dictionary<string, object>
        {
            ["jwk"] = new Dictionary<string, object>
            {
                ["kty"] = "RSA",
                ["kid"] = "1",
                ["n"] = Base64UrlEncoder.Encode(stranger.ExportParameters(false).Modulus),
                ["e"] = "AQAB",
            },
        };
        Dictionary<string, string> wrong = new()
        {
            ["other audience"] = Issuer.Token(audience: "lain"),
            ["other type"] = Issuer.Token(type: "JWT"),
            ["expired"] = Issuer.Token(lifetime: TimeSpan.FromMinutes(-2)),
            ["lives too long"] = Issuer.Token(lifetime: TimeSpan.FromMinutes(40)),
            ["a stranger's key under a known id"] = Issuer.Token(by: strangers),
            ["names a key set of its own"] = Issuer.Token(by: strangers, headers: keySet),
            ["brings its own key"] = Issuer.Token(by: strangers, headers: ownKey),
            ["the public key as a shared secret"] = Issuer.Token(by: new SymmetricSecurityKey(Issuer.PublicKey) { KeyId = "1" }, algorithm: SecurityAlgorithms.HmacSha256),
            ["another algorithm of the same key"] = Issuer.Token(algorithm: SecurityAlgorithms.RsaSsaPssSha256),
            ["asks for what nobody knows"] = Issuer.Token(headers: new() { ["crit"] = new[] { "exp" } }),
            ["nobody's"] = Issuer.Token(claims: new() { ["sub"] = "" }),
            ["two people's"] = Issuer.Token(claims: new() { ["sub"] = new[] { "uji", "lain" } }),
            ["two offices'"] = Issuer.Token(claims: new() { ["office"] = new[] { "bawaslu:75.71", "bawaslu:00" } }),
            ["in two roles"] = Issuer.Token(claims: new() { ["role"] = new[] { "officer", "central" } }),
            ["without an end"] = Issuer.Token(lifetime: Timeout.InfiniteTimeSpan),
            ["not yet good"] = Issuer.Token(claims: new() { ["nbf"] = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds() }),
            ["of another issuer"] = Issuer.Token(claims: new() { ["iss"] = "https://lain.contoh.test" }),
            ["no signature"] = string.Join('.', Base64UrlEncoder.Encode("""{"alg":"none","typ":"at+jwt","kid":"1"}"""), good.Split('.')[1], ""),
        };

        Assert.Equal(HttpStatusCode.OK, await AskAsync(good));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(Issuer.Token(claims: new() { ["role"] = new[] { "offline_access", "officer" }, ["aud"] = new[] { "account", "netralitas" } })));
        foreach (var (how, token) in wrong)
        {
            Assert.True(await AskAsync(token) == HttpStatusCode.Unauthorized, how);
        }
    }

    [Fact]
    public async Task A_new_key_is_known_soon_and_unknown_keys_fetch_the_set_once_a_minute_at_most()
    {
        Assert.Equal(HttpStatusCode.OK, await AskAsync(Issuer.Token()));
        Assert.Equal(1, Issuer.Fetches);

        var withdrawn = Issuer.Token(claims: new() { ["jti"] = "sebelum" });
        Issuer.Rotate("2");
        var ends = DateTime.UtcNow.AddSeconds(30);
        var answer = HttpStatusCode.Unauthorized;
        while (answer != HttpStatusCode.OK && DateTime.UtcNow < ends)
        {
            answer = await AskAsync(Issuer.Token());
        }

        Assert.Equal((HttpStatusCode.OK, 2), (answer, Issuer.Fetches));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(withdrawn));
        var unknown = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => AskAsync(Issuer.Token(kid: $"tak dikenal {n}"))));

        Assert.All(unknown, refused => Assert.Equal(HttpStatusCode.Unauthorized, refused));
        Assert.InRange(Issuer.Fetches, 2, 3);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(Issuer.Token()));
    }

    [Fact]
    public async Task An_issuer_that_is_silent_before_its_keys_were_read_once_is_told_and_holds_nobody_up()
    {
        Issuer.IsSilent = true;
        var begun = System.Diagnostics.Stopwatch.StartNew();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AskAsync(Issuer.Token())));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer));
        Assert.InRange(begun.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("abc"));
        Issuer.IsSilent = false;
        Assert.Equal(HttpStatusCode.OK, await Testing.Eventually.SeeAsync(() => AskAsync(Issuer.Token()), answer => answer == HttpStatusCode.OK));

        // What was read once holds without the issuer.
        Issuer.IsSilent = true;
        Assert.Equal(HttpStatusCode.OK, await AskAsync(Issuer.Token()));
    }

    private async Task<HttpStatusCode> AskAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/who") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
