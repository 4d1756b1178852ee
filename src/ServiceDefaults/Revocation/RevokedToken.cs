using System.Security.Cryptography;
using System.Text;

namespace Netralitas.ServiceDefaults.Revocation;

/// <summary>Tokens that are good for nothing any more, named by the hash of a claim: who reads this learns no subject, session or token.</summary>
/// <param name="Digest">SHA-256 in lower-case hex, of <see cref="OfToken"/>, <see cref="OfSession"/> or <see cref="OfSubject"/>.</param>
/// <param name="RevokedAt">Instant (UTC). Of a subject, tokens issued after it are good.</param>
/// <param name="ExpiresAt">Instant (UTC) at which the last token that this can hit has ended; then it is forgotten.</param>
public sealed record RevokedToken(string Digest, DateTimeOffset RevokedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>Names one token.</summary>
    /// <param name="id">Claim <c>jti</c>.</param>
    public static string OfToken(string id) => Hash("jti", id);

    /// <summary>Names the tokens of one session.</summary>
    /// <param name="id">Claim <c>sid</c>.</param>
    public static string OfSession(string id) => Hash("sid", id);

    /// <summary>Names the tokens of one subject.</summary>
    /// <param name="subject">As <see cref="Caller.Subject"/> is: of one issuer's people only.</param>
    public static string OfSubject(string subject) => Hash("sub", subject);

    private static string Hash(string claim, string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"netralitas/revocation/v1\n{claim}\n{value}")));
}
