using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;

namespace Netralitas.Services.Pledges;

/// <summary>A declaration of neutrality: what is fixed when it is opened, and what its signatures add up to.</summary>
internal sealed class Declaration
{
    public required Guid Id { get; init; }

    /// <summary>Grows by one with each event that tells of it.</summary>
    public required int Version { get; init; }

    public required string Title { get; init; }

    public required string RegionCode { get; init; }

    public required string Venue { get; init; }

    /// <summary>Local date in <see cref="TimeZone"/>.</summary>
    public required DateOnly HeldOn { get; init; }

    /// <summary>Local time in <see cref="TimeZone"/>; null when it is not known.</summary>
    public required TimeOnly? StartsAt { get; init; }

    public required IndonesianTimeZone TimeZone { get; init; }

    public required DeclarationMode Mode { get; init; }

    public required List<Activity> Activities { get; init; }

    public required string OrganiserName { get; init; }

    public required string OrganiserContactName { get; init; }

    public required OrganiserKind OrganiserKind { get; init; }

    public required List<Participant> Participants { get; init; }

    public required Guid? PledgeTextId { get; init; }

    public required Guid? ParentDeclarationId { get; init; }

    public required List<StaffCategory> StaffCategories { get; init; }

    public required List<string> Contests { get; init; }

    public required string Source { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Signatures by whatever capacity.</summary>
    public int Signatures { get; init; }

    /// <summary>People who signed for themselves. Who signs for others pledges nothing for them.</summary>
    public int PersonalPledges { get; init; }

    /// <summary>Signatures on behalf of others.</summary>
    public int OnBehalf => Signatures - PersonalPledges;
}

/// <summary>A person, office or group in one role of a declaration. No signature.</summary>
internal sealed class Participant
{
    public required ParticipantRole Role { get; init; }

    public required string Name { get; init; }

    public required string Position { get; init; }

    public required string Agency { get; init; }

    public required OfficeTenure Tenure { get; init; }

    /// <summary>How many people the entry stands for; null when the source gives no number.</summary>
    public required int? People { get; init; }
}
