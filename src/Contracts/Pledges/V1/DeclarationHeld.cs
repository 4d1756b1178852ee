namespace Netralitas.Contracts.Pledges.V1;

/// <summary>A declaration was recorded: its place and date are known and signatures may follow.</summary>
/// <remarks>Published at least once for each declaration, after the declaration is durable. Carries no person's name.</remarks>
public sealed record DeclarationHeld
{
    /// <summary>The declaration.</summary>
    public required Guid DeclarationId { get; init; }

    /// <summary>Version of the declaration that this event tells of; grows by one with each event.</summary>
    public required int Version { get; init; }

    /// <summary>Kemendagri code of the region whose civil servants it is for; <c>00</c> is national.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Title of the event as its organiser gave it.</summary>
    public required string Title { get; init; }

    /// <summary>Local date at the venue.</summary>
    public required DateOnly HeldOn { get; init; }

    /// <summary>Local time of the start; null when it is not known.</summary>
    public TimeOnly? StartsAt { get; init; }

    /// <summary>Zone of <see cref="HeldOn"/> and <see cref="StartsAt"/>: <c>WIB</c>, <c>WITA</c> or <c>WIT</c>.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The declaration that this one is a session of; null for one of its own.</summary>
    public Guid? ParentDeclarationId { get; init; }

    /// <summary>Instant (UTC) at which it was recorded.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}
