namespace Netralitas.Contracts.Pledges.V1;

/// <summary>People whom the rosters of a region expect have not pledged a text, and its personnel authority is to be reminded.</summary>
/// <remarks>Published at least once for each round, and no round sooner than its organiser allowed; none when everybody has pledged. Carries counts, never a person.</remarks>
public sealed record PledgeReminderDue
{
    /// <summary>The reminders that it is a round of.</summary>
    public required Guid ReminderId { get; init; }

    /// <summary>The round, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The declaration whose text is meant.</summary>
    public required Guid DeclarationId { get; init; }

    /// <summary>Title of the text, as it was published.</summary>
    public required string TextTitle { get; init; }

    /// <summary>Kemendagri code of the region whose personnel authority is reminded; <c>00</c> is national.</summary>
    public required string RegionCode { get; init; }

    /// <summary>People whom the rosters expect.</summary>
    public required int Expected { get; init; }

    /// <summary>Of these, who has pledged.</summary>
    public required int Pledged { get; init; }

    /// <summary>Instant (UTC) of the round.</summary>
    public required DateTimeOffset RemindedAt { get; init; }
}
