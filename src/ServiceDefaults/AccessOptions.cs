using System.Security.Cryptography;

namespace Netralitas.ServiceDefaults;

/// <summary>Whose tokens are accepted; configuration section <c>Access</c>.</summary>
/// <remarks>Without an issuer every RPC that needs a role is refused: absent is safe.</remarks>
public sealed record AccessOptions
{
    /// <summary>Trusted issuers.</summary>
    public IReadOnlyList<IssuerOptions> Issuers { get; init; } = [];

    /// <summary>By how much clocks may differ.</summary>
    internal static TimeSpan ClockSkew { get; } = TimeSpan.FromSeconds(30);

    /// <summary>How long from now a token that is good now can be good at most, whoever issued it.</summary>
    public TimeSpan LongestTokenLife() => TimeSpan.FromMinutes(Issuers.Select(issuer => issuer.MaxTokenMinutes).DefaultIfEmpty(0).Max()) + (2 * ClockSkew);
}

/// <summary>One trusted issuer of tokens.</summary>
/// <remarks>Keys come from <see cref="PublicKey"/> or from <see cref="JwksAddress"/>, never from a token's own headers (jku, x5u, jwk).</remarks>
public sealed record IssuerOptions
{
    /// <summary>Exact value of the claim <c>iss</c>.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>Exact value of the claim <c>aud</c>.</summary>
    public string Audience { get; init; } = "netralitas";

    /// <summary>Signature algorithms accepted, out of ES256, ES384, PS256 and RS256; none means ES256 alone.</summary>
    /// <remarks>The default is not written here: configuration adds to a list that is not empty, and a token library takes an empty one for "any".</remarks>
    public IReadOnlyList<string> Algorithms { get; init; } = [];

    /// <summary>Values of the header <c>typ</c> accepted; none means <c>at+jwt</c> alone.</summary>
    public IReadOnlyList<string> TokenTypes { get; init; } = [];

    /// <summary>Base64 of the SubjectPublicKeyInfo (DER) of an EC key; for an issuer with one fixed key.</summary>
    public string? PublicKey { get; init; }

    /// <summary>Address of the issuer's key set (JWKS), https; an unknown key id causes at most one refresh a minute.</summary>
    public Uri? JwksAddress { get; init; }

    /// <summary>Longest life of a token in minutes, from its <c>iat</c> and from the present instant; one that lives longer is no token.</summary>
    public int MaxTokenMinutes { get; init; } = 60;

    /// <summary>Algorithms in force.</summary>
    internal IEnumerable<string> AcceptedAlgorithms => Algorithms.DefaultIfEmpty("ES256");

    /// <summary>Token types in force.</summary>
    internal IEnumerable<string> AcceptedTokenTypes => TokenTypes.DefaultIfEmpty("at+jwt");

    /// <summary>Everything that is wrong with these settings; empty when they can be used.</summary>
    internal IEnumerable<string> Problems()
    {
        if (Issuer.Length == 0)
        {
            yield return "Issuer is missing";
        }

        if (Audience.Length == 0)
        {
            yield return "Audience is missing";
        }

        foreach (var algorithm in Algorithms.Except(["ES256", "ES384", "PS256", "RS256"]))
        {
            yield return $"Algorithm {algorithm} is not one of ES256, ES384, PS256, RS256";
        }

        if ((PublicKey is null) == (JwksAddress is null))
        {
            yield return "exactly one of PublicKey and JwksAddress must be given";
        }

        if (PublicKey is not null && !IsEcKey(PublicKey))
        {
            yield return "PublicKey is no base64 of an EC key's SubjectPublicKeyInfo";
        }

        if (PublicKey is not null && AcceptedAlgorithms.Any(algorithm => !algorithm.StartsWith("ES", StringComparison.Ordinal)))
        {
            yield return "PublicKey is an EC key, for ES256 and ES384 only";
        }

        if (MaxTokenMinutes is < 1 or > 24 * 60)
        {
            yield return "MaxTokenMinutes is not within 1 and 1440";
        }

        if (JwksAddress is { } address && (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)))
        {
            yield return "JwksAddress must be https";
        }
    }

    private static bool IsEcKey(string text)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(text), out _);
            return true;
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            return false;
        }
    }
}
