namespace Netralitas.Contracts.Pledges.V2;

/// <summary>A person signed: one event for one signature that was given by itself, on a device or with an invitation.</summary>
/// <remarks>
/// Published at least once, after the signature is durable. The signature is the aggregate: signatures of one declaration come in any order, and none waits for another.
/// Says that somebody signed, never who. Signatures that are recorded together are told by <see cref="V1.PledgesRecorded"/>.
/// </remarks>
public sealed record PledgeSigned
{
    /// <summary>The signature.</summary>
    public required Guid SignatureId { get; init; }

    /// <summary>Version of the signature: 1.</summary>
    public required int Version { get; init; }

    /// <summary>The declaration that was signed.</summary>
    public required Guid DeclarationId { get; init; }

    /// <summary>Whether the signer signed for oneself; if not, on behalf of others, which is a personal pledge of nobody.</summary>
    public required bool IsPersonalPledge { get; init; }

    /// <summary>Instant (UTC) at which it was recorded.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}
