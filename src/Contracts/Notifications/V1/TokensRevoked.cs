namespace Netralitas.Contracts.Notifications.V1;

/// <summary>Central Bawaslu revoked a token, the tokens of a session, or those that a subject had by then: no service takes them any more.</summary>
/// <remarks>Published at least once, after the revocation is durable. Names the tokens by a hash, and neither whose they are nor who revoked them.</remarks>
public sealed record TokensRevoked
{
    /// <summary>The revocation.</summary>
    public required Guid RevocationId { get; init; }

    /// <summary>Always 1: a revocation is not taken back.</summary>
    public required int Version { get; init; }

    /// <summary>SHA-256 in lower-case hex over <c>netralitas/revocation/v1</c>, the claim (<c>jti</c>, <c>sid</c> or <c>sub</c>) and its value, with a line feed between.</summary>
    public required string Digest { get; init; }

    /// <summary>Instant (UTC); of a subject, tokens whose <c>iat</c> lies in a later second are good.</summary>
    public required DateTimeOffset RevokedAt { get; init; }

    /// <summary>Instant (UTC) at which the last token that it can hit has ended.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
