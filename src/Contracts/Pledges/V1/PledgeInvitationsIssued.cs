namespace Netralitas.Contracts.Pledges.V1;

/// <summary>Personal invitations to sign a declaration were made, and are to be handed out.</summary>
/// <remarks>Published at least once for each batch of up to 1,000, after it is durable. The batch is the aggregate. Carries counts and ids, never an invited person, and nothing that signs.</remarks>
public sealed record PledgeInvitationsIssued
{
    /// <summary>The batch.</summary>
    public required Guid BatchId { get; init; }

    /// <summary>Version of the batch: 1.</summary>
    public required int Version { get; init; }

    /// <summary>The declaration that they are for.</summary>
    public required Guid DeclarationId { get; init; }

    /// <summary>Kemendagri code of the declaration's region; <c>00</c> is national.</summary>
    public required string RegionCode { get; init; }

    /// <summary>How many.</summary>
    public required int Invitations { get; init; }

    /// <summary>Instant (UTC) at which they were made.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Instant (UTC) at which they expire.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
