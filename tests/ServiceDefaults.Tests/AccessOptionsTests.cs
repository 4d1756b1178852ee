using Microsoft.Extensions.Configuration;

namespace Netralitas.ServiceDefaults.Tests;

public class AccessOptionsTests
{
    private const string Problems = """
        fixed key | 
        key set | 
        key set on this machine | 
        every algorithm | 
        no issuer | Issuer is missing
        a name | 
        a name in capitals | Name Kedua is not at most 30 small letters, digits and hyphens
        a name with the mark | Name a|b is not at most 30 small letters, digits and hyphens
        a long name | Name aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa is not at most 30 small letters, digits and hyphens
        no audience | Audience is missing
        no signature | Algorithm none is not one of ES256, ES384, PS256, RS256
        shared secret | Algorithm HS256 is not one of ES256, ES384, PS256, RS256
        neither key nor key set | exactly one of PublicKey and JwksAddress must be given
        key and key set | exactly one of PublicKey and JwksAddress must be given
        a key that is none | PublicKey is no base64 of an EC key's SubjectPublicKeyInfo
        a key cut off | PublicKey is no base64 of an EC key's SubjectPublicKeyInfo
        an EC key for RSA | PublicKey is an EC key, for ES256 and ES384 only
        key set over http | JwksAddress must be https
        key set by path | JwksAddress must be https
        a token for good | MaxTokenMinutes is not within 1 and 1440
        nothing at all | Issuer is missing
        nothing at all | exactly one of PublicKey and JwksAddress must be given

        """;

    private const string EcKey = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAELaGu+uJlIQBk3126ElN0KHRfudRry0lJWUpD8WoziJPb8Mwb8zTM3byNEBi8zwMIw/UUyK+hb8VWM4ANNLunqw==";

    private static readonly IssuerOptions Good = new() { Issuer = "https://sso.example", PublicKey = EcKey };
    private static readonly IssuerOptions WithKeySet = Good with { PublicKey = null, JwksAddress = new Uri("https://sso.example/jwks") };

    [Fact]
    public void Everything_wrong_with_an_issuer_is_told()
    {
        (string Case, IssuerOptions Issuer)[] rows =
        [
            ("fixed key", Good),
            ("key set", WithKeySet),
            ("key set on this machine", WithKeySet with { JwksAddress = new Uri("http://localhost:8080/jwks") }),
            ("every algorithm", WithKeySet with { Algorithms = ["ES256", "ES384", "PS256", "RS256"] }),
            ("no issuer", Good with { Issuer = "" }),
            ("a name", Good with { Name = "sso-kedua-2" }),
            ("a name in capitals", Good with { Name = "Kedua" }),
            ("a name with the mark", Good with { Name = "a|b" }),
            ("a long name", Good with { Name = new string('a', 31) }),
            ("no audience", Good with { Audience = "" }),
            ("no signature", WithKeySet with { Algorithms = ["ES256", "none"] }),
            ("shared secret", WithKeySet with { Algorithms = ["HS256"] }),
            ("neither key nor key set", Good with { PublicKey = null }),
            ("key and key set", WithKeySet with { PublicKey = EcKey }),
            ("a key that is none", Good with { PublicKey = "bukan kunci" }),
            ("a key cut off", Good with { PublicKey = EcKey[..40] }),
            ("an EC key for RSA", Good with { Algorithms = ["RS256"] }),
            ("key set over http", WithKeySet with { JwksAddress = new Uri("http://sso.example/jwks") }),
            ("key set by path", WithKeySet with { JwksAddress = new Uri("/jwks", UriKind.Relative) }),
            ("a token for good", Good with { MaxTokenMinutes = 0 }),
            ("nothing at all", new IssuerOptions()),
        ];

        var table = string.Concat(rows.SelectMany(row => row.Issuer.Problems().DefaultIfEmpty("").Select(problem => $"{row.Case} | {problem}\n")));

        Assert.Equal(Problems, table);
    }

    [Fact]
    public void Settings_replace_the_defaults_and_absent_ones_never_mean_anything_goes()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Issuers:0:Issuer"] = "https://sso.example",
            ["Issuers:0:Algorithms:0"] = "PS256",
            ["Issuers:0:TokenTypes:0"] = "JWT",
            ["Issuers:1:Issuer"] = "https://idp.example",
        }).Build();

        var issuers = configuration.Get<AccessOptions>()!.Issuers;

        Assert.Equal(["PS256 / JWT", "ES256 / at+jwt"], issuers.Select(Accepted));
        Assert.Equal("ES256 / at+jwt", Accepted(Good with { Algorithms = [], TokenTypes = [] }));
    }

    [Fact]
    public void Names_are_of_one_issuer_each_and_a_subject_is_of_one_of_them()
    {
        var access = new AccessOptions { Issuers = [Good, Good with { Issuer = "https://b.example", Name = "b" }] };

        Assert.Empty(access.Problems());
        Assert.Equal("Access:Issuers: Name b is that of more than one", Assert.Single((access with { Issuers = [.. access.Issuers, Good with { Issuer = "https://c.example", Name = "b" }] }).Problems()));
        Assert.Equal([true, true, false, false, false, true], new[] { "uji", "|b|uji", "|b|", "|c|uji", "", "b|uji" }.Select(access.CanBeSubject));
        Assert.False((access with { Issuers = [access.Issuers[1]] }).CanBeSubject("uji"));
    }

    [Fact]
    public void Absent_settings_trust_nobody() => Assert.Empty(new AccessOptions().Issuers);

    private static string Accepted(IssuerOptions issuer) => $"{string.Join(' ', issuer.AcceptedAlgorithms)} / {string.Join(' ', issuer.AcceptedTokenTypes)}";
}
