namespace Netralitas.Contracts.Pledges.V1;

/// <summary>Signatures of a declaration were recorded together: a list, a sheet, a file, a batch of a stream, or what was signed on a device without a network.</summary>
/// <remarks>
/// Published at least once for each batch of up to 5,000, after its signatures are durable. The batch is the aggregate: batches of one declaration come in any order.
/// Carries counts and ids, never a signer. A signature that was given by itself is told by <see cref="V2.PledgeSigned"/>.
/// </remarks>
public sealed record PledgesRecorded
{
    /// <summary>The batch.</summary>
    public required Guid BatchId { get; init; }

    /// <summary>Version of the batch: 1.</summary>
    public required int Version { get; init; }

    /// <summary>The declaration that was signed.</summary>
    public required Guid DeclarationId { get; init; }

    /// <summary>Signatures that the batch added.</summary>
    public required int Signatures { get; init; }

    /// <summary>Of these, people who signed for themselves.</summary>
    public required int PersonalPledges { get; init; }

    /// <summary>Of these, signatures on behalf of others.</summary>
    public required int OnBehalf { get; init; }

    /// <summary>The first signature that the batch added.</summary>
    public required Guid FirstSignatureId { get; init; }

    /// <summary>The last signature that the batch added.</summary>
    public required Guid LastSignatureId { get; init; }

    /// <summary>Instant (UTC) at which the batch was recorded.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}
