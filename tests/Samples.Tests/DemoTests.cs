using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Netralitas.Demo;
using Netralitas.Demo.Loading;

namespace Netralitas.Samples.Tests;

/// <summary>What the demonstration does without a gateway.</summary>
public class DemoTests
{
    // RFC 9562, appendix A.4: the name www.example.com in the namespace of domain names.
    [Fact]
    public void A_name_based_id_is_that_of_the_RFC() =>
        Assert.Equal(new Guid("2ed6657d-e927-568b-95e1-2665a8aea6a2"), RequestId.OfName(new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com"));

    [Fact]
    public void A_step_of_a_file_has_one_id_in_every_run()
    {
        Assert.Equal("8e2e7d81-6071-5884-a06a-452106b57d1f", RequestId.For("01-kota-gorontalo", "open/deklarasi"));
        Assert.NotEqual(RequestId.For("01-kota-gorontalo", "open/deklarasi"), RequestId.For("01-kota-gorontalo", "publish/ikrar"));
    }

    [Theory]
    [InlineData("00", "bawaslu:00")]
    [InlineData("12", "bawaslu:00 bawaslu:12")]
    [InlineData("75.71", "bawaslu:00 bawaslu:75 bawaslu:75.71")]
    public void The_line_of_an_office_goes_from_the_centre_down(string region, string line) => Assert.Equal(line, string.Join(' ', new BawasluOffice(region).Line));

    [Fact]
    public async Task A_token_is_what_the_suite_accepts()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issuer = DevelopmentIssuer.FromKey(Convert.ToBase64String(key.ExportPkcs8PrivateKey()), TimeProvider.System);

        var token = issuer.IssueToken("bawaslu:75.71", "officer");

        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = "netralitas-development",
            ValidAudience = "netralitas",
            ValidAlgorithms = ["ES256"],
            ValidTypes = ["at+jwt"],
            IssuerSigningKey = new ECDsaSecurityKey(key),
            RequireExpirationTime = true,
        });
        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal("bawaslu:75.71", result.Claims["office"]);
        Assert.Equal("officer", result.Claims["role"]);
        var read = new JsonWebToken(token);
        Assert.Equal("199002012015032001", new JsonWebToken(issuer.IssueToken("opd:75.71", "signatory", "199002012015032001")).GetClaim("nip").Value);
        Assert.Equal(TimeSpan.FromMinutes(10), read.ValidTo - read.IssuedAt);
        Assert.Equal(["aud", "exp", "iat", "iss", "jti", "office", "role", "sub"], read.Claims.Select(claim => claim.Type).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Without_a_key_the_message_says_what_to_start() =>
        Assert.Contains("make run", Assert.Throws<DemoException>(() => DevelopmentIssuer.FromKey(null, TimeProvider.System)).Message);

    [Theory]
    [InlineData("not base64")]
    [InlineData("AAAA")]
    public void A_key_that_cannot_be_read_is_not_repeated(string key) =>
        Assert.DoesNotContain(key, Assert.Throws<DemoException>(() => DevelopmentIssuer.FromKey(key, TimeProvider.System)).Message);

    [Fact]
    public void The_commands_are_read()
    {
        Assert.Equal(new LoadCommand(new Uri("http://localhost:5100")), CommandLine.Read(["load"]));
        Assert.Equal(new LoadCommand(new Uri("https://gerbang:8443")), CommandLine.Read(["load", "--gateway", "https://gerbang:8443"]));
        Assert.Equal(new TokenCommand("bawaslu:75.71", "officer"), CommandLine.Read(["token", "--role", "officer", "--office", "bawaslu:75.71"]));
        Assert.Equal(
            new TokenCommand("opd:75.71", "signatory", "199002012015032001"), CommandLine.Read(["token", "--role", "signatory", "--office", "opd:75.71", "--nip", "199002012015032001"]));
        Assert.IsType<HelpCommand>(CommandLine.Read(["help"]));
    }

    [Theory]
    [InlineData]
    [InlineData("muat")]
    [InlineData("load", "--gateway")]
    [InlineData("load", "--gateway", "localhost:5100")]
    [InlineData("load", "--port", "5100")]
    [InlineData("token", "--role", "officer")]
    [InlineData("token", "--office", "75.71", "--role", "officer")]
    [InlineData("token", "--office", "bawaslu:75.71", "--role", "king")]
    [InlineData("token", "--office", "bawaslu:75.71", "--office", "bawaslu:75", "--role", "officer")]
    public void What_is_no_command_is_explained(params string[] arguments) => Assert.Throws<UsageException>(() => CommandLine.Read(arguments));
}
