namespace Netralitas.Contracts.Pledges.V1;

/// <summary>Signatures were recorded for a declaration: one event for each list, of up to 5,000 signatures.</summary>
/// <remarks>
/// No service of this release makes it: <see cref="V2.PledgeSigned"/> and <see cref="PledgesRecorded"/> took its place. What a release before had queued is still published, read, and counted in the order of its versions.
/// Carries counts, never a signer.
/// </remarks>
public sealed record PledgeSigned
{
    /// <summary>The list: one call of RecordSignatures.</summary>
    public required Guid BatchId { get; init; }

    /// <summary>The declaration that was signed.</summary>
    public required Guid DeclarationId { get; init; }

    /// <summary>Version of the declaration that this event tells of; grows by one with each event.</summary>
    public required int Version { get; init; }

    /// <summary>Signatures that the list added.</summary>
    public required int Signatures { get; init; }

    /// <summary>Of these, people who signed for themselves.</summary>
    public required int PersonalPledges { get; init; }

    /// <summary>Of these, signatures on behalf of others.</summary>
    public required int OnBehalf { get; init; }

    /// <summary>Instant (UTC) at which the list was recorded.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}
