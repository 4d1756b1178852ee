using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Netralitas.ServiceDefaults.Revocation;

namespace Netralitas.ServiceDefaults.Tests;

/// <summary>Who a person is to everything behind the token, when two issuers name their people by the same <c>sub</c>.</summary>
public sealed class PeopleOfIssuersTests : IAsyncLifetime, IDisposable
{
    private const string Second = "https://sso.kedua.test";

    private readonly HttpClient client = new();
    private ForeignIssuer? one;
    private ForeignIssuer? two;
    private WebApplication? app;

    private ForeignIssuer One => one!;

    private ForeignIssuer Two => two!;

    public async Task InitializeAsync()
    {
        (one, two) = (await ForeignIssuer.StartAsync(), await ForeignIssuer.StartAsync());
        app = Process(Second, "kedua");
        app.UseServiceDefaults();
        app.MapGet("/who", (HttpContext http) => Caller.Of(http.User).Subject).RequireAuthorization();
        await app.StartAsync();
        client.BaseAddress = new Uri(app.Urls.Single());
    }

    public void Dispose() => client.Dispose();

    public async Task DisposeAsync()
    {
        await app!.DisposeAsync();
        await One.DisposeAsync();
        await Two.DisposeAsync();
    }

    [Fact]
    public async Task The_same_sub_of_two_issuers_is_two_people_and_that_of_the_one_without_a_name_is_the_person_it_was()
    {
        var (ofOne, ofTwo) = (OfOne("uji"), OfTwo("uji"));

        // Twice: the second time the token is remembered.
        Assert.Equal(["uji", "uji", "|kedua|uji", "|kedua|uji"], [await WhoAsync(ofOne), await WhoAsync(ofOne), await WhoAsync(ofTwo), await WhoAsync(ofTwo)]);
    }

    [Theory]
    [InlineData("|kedua|uji")]
    [InlineData("|ketiga|uji")]
    [InlineData("|")]
    public async Task Nobody_is_taken_for_one_of_another_issuers_people(string sub)
    {
        Assert.Equal("Unauthorized", await WhoAsync(OfOne(sub)));
        Assert.Equal($"|kedua|{sub}", await WhoAsync(OfTwo(sub)));
        Assert.Equal("auth0|7", await WhoAsync(OfOne("auth0|7")));
    }

    [Fact]
    public async Task A_revocation_of_a_subject_hits_the_people_of_one_issuer()
    {
        var (ofOne, ofTwo, revoked) = (OfOne("uji"), OfTwo("uji"), app!.Services.GetRequiredService<RevokedTokens>());
        var (now, end) = (DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddHours(1));

        revoked.Add([new RevokedToken(RevokedToken.OfSubject("|kedua|uji"), now, end)]);
        Assert.Equal(["uji", "Unauthorized"], [await WhoAsync(ofOne), await WhoAsync(ofTwo)]);
        revoked.Add([new RevokedToken(RevokedToken.OfSubject("uji"), now, end)]);
        Assert.Equal("Unauthorized", await WhoAsync(ofOne));
    }

    [Theory]
    [InlineData(ForeignIssuer.Name, "kedua", "Access:Issuers: Issuer https://sso.contoh.test is there more than once")]
    [InlineData(Second, "", "Access:Issuers: only one can be without a Name; without it the same sub of two issuers would be one person")]
    public void A_process_whose_issuers_cannot_be_told_apart_does_not_start(string second, string name, string problem) =>
        Assert.Equal(problem, Assert.Throws<InvalidOperationException>(() => Process(second, name)).Message);

    private WebApplication Process(string second, string name)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Local" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(
        [
            new("Access:Issuers:0:Issuer", ForeignIssuer.Name), new("Access:Issuers:0:JwksAddress", One.Jwks.AbsoluteUri), new("Access:Issuers:0:Algorithms:0", "RS256"),
            new("Access:Issuers:1:Issuer", second), new("Access:Issuers:1:JwksAddress", Two.Jwks.AbsoluteUri), new("Access:Issuers:1:Algorithms:0", "RS256"),
            new("Access:Issuers:1:Name", name),
        ]);
        builder.AddServiceDefaults("echo");
        return builder.Build();
    }

    private string OfOne(string sub) => One.Token(claims: new() { ["sub"] = sub });

    private string OfTwo(string sub) => Two.Token(claims: new() { ["sub"] = sub, ["iss"] = Second });

    private async Task<string> WhoAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/who") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        using var answer = await client.SendAsync(request);
        return answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadAsStringAsync() : $"{answer.StatusCode}";
    }
}
