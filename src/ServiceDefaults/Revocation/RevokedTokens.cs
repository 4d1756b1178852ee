using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Netralitas.ServiceDefaults.Revocation;

/// <summary>What this process knows of revoked tokens, and the calls under way that a revocation would end. Safe to use from several threads.</summary>
/// <param name="clock">Ends what is remembered.</param>
/// <remarks>A revocation is never taken back, so that lists from several sources can be added in any order; each is forgotten when no token that it hits can be good any more.</remarks>
public sealed class RevokedTokens(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, RevokedToken> known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<OpenCall, bool> open = new();

    /// <summary>What is in force.</summary>
    public IReadOnlyList<RevokedToken> InForce => [.. known.Values.Where(each => clock.GetUtcNow() < each.ExpiresAt)];

    /// <summary>Takes revocations in, and ends the calls under way that they hit.</summary>
    /// <param name="revoked">Some that are known already may be among them.</param>
    public void Add(IEnumerable<RevokedToken> revoked)
    {
        ArgumentNullException.ThrowIfNull(revoked);
        var now = clock.GetUtcNow();
        foreach (var past in known.Values.Where(each => each.ExpiresAt <= now))
        {
            known.TryRemove(KeyValuePair.Create(past.Digest, past));
        }

        var isNews = false;
        foreach (var each in revoked.Where(each => each.ExpiresAt > now))
        {
            // The later one hits all that the earlier one does.
            isNews |= known.GetValueOrDefault(each.Digest) is not { } before || before.RevokedAt < each.RevokedAt;
            known.AddOrUpdate(each.Digest, each, (_, before) => before.RevokedAt < each.RevokedAt ? each : before);
        }

        if (isNews)
        {
            foreach (var call in open.Keys.Where(call => IsRevoked(call.User)))
            {
                call.End();
            }
        }
    }

    /// <summary>Whether a token that was found good otherwise is revoked.</summary>
    /// <param name="user">Its claims.</param>
    public bool IsRevoked(ClaimsPrincipal user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return !known.IsEmpty
            && (Find(user, "jti", RevokedToken.OfToken) is not null || Find(user, "sid", RevokedToken.OfSession) is not null
                || (Find(user, "sub", RevokedToken.OfSubject) is { } subject && !IsIssuedAfter(user, subject.RevokedAt)));
    }

    /// <summary>Remembers a call while it is under way.</summary>
    /// <param name="http">The call.</param>
    /// <param name="isAnswered">Whether the call itself answers that it was ended; else it is broken off.</param>
    internal OpenCall Watch(HttpContext http, bool isAnswered)
    {
        var call = new OpenCall(http, isAnswered, ended => open.TryRemove(ended, out _));
        open[call] = true;
        // Revoked between the check of the token and this.
        if (IsRevoked(http.User))
        {
            call.End();
        }

        return call;
    }

    private RevokedToken? Find(ClaimsPrincipal user, string claim, Func<string, string> digestOf) =>
        user.FindFirstValue(claim) is { Length: > 0 } value && known.TryGetValue(digestOf(value), out var found) && clock.GetUtcNow() < found.ExpiresAt ? found : null;

    // In whole seconds, as tokens have it; one that does not say it counts as issued before.
    private static bool IsIssuedAfter(ClaimsPrincipal user, DateTimeOffset instant) =>
        long.TryParse(user.FindFirstValue("iat"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > instant.ToUnixTimeSeconds();
}
