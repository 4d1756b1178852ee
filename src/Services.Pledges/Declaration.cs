using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;

namespace Netralitas.Services.Pledges;

/// <summary>A declaration of neutrality: what is planned until it is opened and fixed from then on, and what its signatures add up to.</summary>
internal sealed class Declaration
{
    public required Guid Id { get; init; }

    /// <summary>Grows by one with each event that tells of it; 0 while it is planned, when nobody was told.</summary>
    public required int Version { get; set; }

    public required string Title { get; set; }

    public required string RegionCode { get; init; }

    public required string Venue { get; set; }

    /// <summary>Local date in <see cref="TimeZone"/>.</summary>
    public required DateOnly HeldOn { get; set; }

    /// <summary>Local time in <see cref="TimeZone"/>; null when it is not known.</summary>
    public required TimeOnly? StartsAt { get; set; }

    public required IndonesianTimeZone TimeZone { get; set; }

    public required DeclarationMode Mode { get; set; }

    public required List<Activity> Activities { get; set; }

    public required string OrganiserName { get; set; }

    public required string OrganiserContactName { get; set; }

    public required OrganiserKind OrganiserKind { get; set; }

    public required List<Participant> Participants { get; set; }

    public required Guid? PledgeTextId { get; init; }

    public required Guid? ParentDeclarationId { get; init; }

    public required List<StaffCategory> StaffCategories { get; set; }

    public required List<string> Contests { get; set; }

    public required string Source { get; set; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>What proves the event.</summary>
    public required string EvidenceNote { get; set; }

    /// <summary>Why it was cancelled; empty unless it is.</summary>
    public string CancelReason { get; set; } = "";

    /// <summary>Where it stands; changed by <see cref="Take"/> alone.</summary>
    public required DeclarationStatus Status { get; set; }

    /// <summary>Grows by one with each step and each change of the roll, apart from signatures.</summary>
    public int StateVersion { get; set; } = 1;

    /// <summary>Signatures by whatever capacity.</summary>
    public int Signatures { get; init; }

    /// <summary>People who signed for themselves. Who signs for others pledges nothing for them.</summary>
    public int PersonalPledges { get; init; }

    /// <summary>Signatures on behalf of others.</summary>
    public int OnBehalf => Signatures - PersonalPledges;

    /// <summary>Takes a step of its life.</summary>
    /// <param name="step">The step.</param>
    /// <exception cref="ServiceDefaults.RefusalException">DECLARATION_STEP_NOT_ALLOWED.</exception>
    internal void Take(DeclarationStep step)
    {
        Status = DeclarationLife.After(Status, step) ?? throw PledgeRefusals.DeclarationStepNotAllowed(Status);
        StateVersion++;
    }
}

/// <summary>What is wrong in a sealed roll, and what is right. Never changed.</summary>
internal sealed class RollCorrection
{
    public required Guid DeclarationId { get; init; }

    /// <summary>From 1 for each declaration.</summary>
    public required int Number { get; init; }

    /// <summary>Subject of its entry in the log; null of one that was written before corrections had entries.</summary>
    public required Guid? EntryId { get; init; }

    public required string Wrong { get; init; }

    public required string Right { get; init; }

    public required string Basis { get; init; }

    public required string RecordedBy { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
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
