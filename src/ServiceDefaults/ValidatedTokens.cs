using System.Collections.Concurrent;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Netralitas.ServiceDefaults;

/// <summary>Remembers for a short while which tokens were found good, and what they say: to verify a signature costs more than most calls.</summary>
/// <param name="clock">Ends what is remembered.</param>
/// <remarks>
/// Only good tokens are remembered, so that nobody fills the memory who has none; never beyond the token's own end, and for a minute at most: a key that an issuer withdraws is trusted as much longer.
/// Safe to use from several threads.
/// </remarks>
internal sealed class ValidatedTokens(TimeProvider clock)
{
    private const int Most = 10_000;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private ConcurrentDictionary<string, Remembered> recent = new(StringComparer.Ordinal);

    // Counted here, for the dictionary takes all its locks to count itself. Two threads at once may leave it off by a few.
    private int remembered;

    /// <summary>The issuer of a token that is remembered; null of any other.</summary>
    internal string? IssuerOf(string token) => Find(token)?.Result.Issuer;

    /// <summary>What a token was found to say under the same rules; null when it is not remembered.</summary>
    internal TokenValidationResult? Find(string token, TokenValidationParameters rules) => Find(token) is { } found && found.Rules == rules.ValidIssuer ? found.Again() : null;

    /// <summary>Remembers a token if it was found good.</summary>
    internal void Remember(string token, TokenValidationParameters rules, TokenValidationResult result)
    {
        if (!result.IsValid || result.SecurityToken is not JsonWebToken read)
        {
            return;
        }

        if (Interlocked.Increment(ref remembered) > Most)
        {
            (recent, remembered) = (new(StringComparer.Ordinal), 1);
        }

        var now = clock.GetUtcNow();
        var until = new DateTimeOffset(DateTime.SpecifyKind(read.ValidTo, DateTimeKind.Utc));
        recent[token] = new Remembered(result, rules.ValidIssuer, until < now + Longest ? until : now + Longest);
    }

    private Remembered? Find(string token) => recent.TryGetValue(token, out var found) && clock.GetUtcNow() < found.Until ? found : null;

    private sealed record Remembered(TokenValidationResult Result, string Rules, DateTimeOffset Until)
    {
        // Each call has an identity of its own.
        internal TokenValidationResult Again() => new()
        {
            IsValid = true,
            ClaimsIdentity = Result.ClaimsIdentity.Clone(),
            SecurityToken = Result.SecurityToken,
            Issuer = Result.Issuer,
            TokenType = Result.TokenType,
        };
    }
}

/// <summary>Reads tokens, each once while it is remembered.</summary>
/// <param name="tokens">What is remembered.</param>
internal sealed class RememberingTokenHandler(ValidatedTokens tokens) : TokenHandler
{
    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };

    /// <inheritdoc/>
    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (tokens.Find(token, validationParameters) is { } known)
        {
            return known;
        }

        var result = await handler.ValidateTokenAsync(token, validationParameters);
        tokens.Remember(token, validationParameters, result);
        return result;
    }

    /// <inheritdoc/>
    public override SecurityToken ReadToken(string token) => handler.ReadToken(token);
}
