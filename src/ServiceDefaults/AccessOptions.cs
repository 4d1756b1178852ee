using System.Security.Cryptography;
using System.Text.RegularExpressions;

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

    /// <summary>Whether a text can be the <see cref="Caller.Subject"/> of somebody whose tokens are accepted here.</summary>
    /// <param name="subject">As <see cref="IssuerOptions.SubjectOf"/> forms it.</param>
    public bool CanBeSubject(string subject) => Issuers.Any(issuer => issuer.IsSubject(subject));

    /// <summary>Everything that is wrong with these settings; empty when they can be used.</summary>
    internal IEnumerable<string> Problems() =>
        Issuers.SelectMany((issuer, n) => issuer.Problems().Select(problem => $"Access:Issuers:{n}: {problem}"))
            .Concat(Shared(issuer => issuer.Issuer).Select(name => $"Access:Issuers: Issuer {name} is there more than once"))
            .Concat(Shared(issuer => issuer.Name).Select(name => name.Length == 0
                ? "Access:Issuers: only one can be without a Name; without it the same sub of two issuers would be one person"
                : $"Access:Issuers: Name {name} is that of more than one"));

    private IEnumerable<string> Shared(Func<IssuerOptions, string> of) => Issuers.GroupBy(of, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key);
}

/// <summary>One trusted issuer of tokens.</summary>
/// <remarks>Keys come from <see cref="PublicKey"/> or from <see cref="JwksAddress"/>, never from a token's own headers (jku, x5u, jwk).</remarks>
public sealed partial record IssuerOptions
{
    private const char Mark = '|';

    /// <summary>Exact value of the claim <c>iss</c>.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>By which its people are told from those of the others, at most 30 small letters, digits and hyphens; empty for one issuer at most, whose people are named by their <c>sub</c> alone.</summary>
    /// <remarks>The same in every process, and never changed: what people did stands on record under it.</remarks>
    public string Name { get; init; } = "";

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

    private string Prefix => $"{Mark}{Name}{Mark}";

    /// <summary>How one of its people is named in all that is stored and compared: <c>sub</c>, or <c>|name|sub</c> of an issuer with a name.</summary>
    /// <param name="sub">The claim; any of an issuer with a name, none that begins with <c>|</c> of the other.</param>
    /// <returns>Null for a claim with which somebody could be taken for one of another issuer's people.</returns>
    internal string? SubjectOf(string sub) => Name.Length > 0 ? $"{Prefix}{sub}" : sub.StartsWith(Mark) ? null : sub;

    /// <summary>Whether a text can be what <see cref="SubjectOf"/> forms.</summary>
    internal bool IsSubject(string subject) => Name.Length > 0 ? subject.Length > Prefix.Length && subject.StartsWith(Prefix, StringComparison.Ordinal) : subject.Length > 0 && !subject.StartsWith(Mark);

    /// <summary>Everything that is wrong with these settings; empty when they can be used.</summary>
    internal IEnumerable<string> Problems()
    {
        if (Issuer.Length == 0)
        {
            yield return "Issuer is missing";
        }

        if (!NameForm().IsMatch(Name))
        {
            yield return $"Name {Name} is not at most 30 small letters, digits and hyphens";
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

    [GeneratedRegex(@"\A[a-z0-9-]{0,30}\z")]
    private static partial Regex NameForm();
}
