using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Contests;

namespace Netralitas.Services.Reports.Review;

/// <summary>The examination of one report: where it stands now. What led there is in its <see cref="CaseEvent"/>s.</summary>
internal sealed class Case
{
    /// <summary>Version of a case that nobody touched; it has no row yet.</summary>
    internal const int Untouched = 1;

    public required Guid ReportId { get; init; }

    /// <summary>Grows by one with each step; the row's guard against two writers.</summary>
    public int Version { get; private set; } = Untouched;

    public ReportStatus Status { get; private set; } = ReportStatus.Received;

    /// <summary>Kemendagri code of the region of the office that handles it.</summary>
    public required string OfficeCode { get; set; }

    /// <summary>The body of law; null while the contest is not known.</summary>
    public ContestFamily? Family { get; set; }

    /// <summary>The contest, once an officer has said it; null before.</summary>
    public string? ContestId { get; set; }

    /// <summary>The person who took it, as tokens name the person; null while nobody has it.</summary>
    public string? ClaimedBy { get; set; }

    /// <summary>The office of that person, as tokens name it.</summary>
    public string? ClaimedByOffice { get; set; }

    /// <summary>Messages, files and links of the reporter that no officer has looked at yet.</summary>
    public int UnreadMessages { get; set; }

    /// <summary>Since when it is at this version.</summary>
    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>The report that it follows; null unless it was joined to one.</summary>
    public Guid? JoinedTo { get; set; }

    /// <summary>Goes on by one step.</summary>
    /// <exception cref="ServiceDefaults.RefusalException">STEP_NOT_ALLOWED.</exception>
    internal void Advance(CaseStep step, DateTimeOffset at)
    {
        Status = CaseLife.After(Status, step) ?? throw ReviewRefusals.StepNotAllowed(Status);
        Version++;
        ChangedAt = at;
    }

    /// <summary>Nobody has it any more.</summary>
    internal void LetGo() => (ClaimedBy, ClaimedByOffice) = (null, null);
}

/// <summary>A step of a case. Never changed.</summary>
internal sealed class CaseEvent
{
    public required Guid ReportId { get; init; }

    /// <summary>Version of the case after it.</summary>
    public required int Version { get; init; }

    public required CaseStep Step { get; init; }

    /// <summary>After it.</summary>
    public required ReportStatus Status { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>As tokens name the person; null for the reporter and for the service itself.</summary>
    public required string? TakenBy { get; init; }

    /// <summary>As tokens name it; null likewise.</summary>
    public required string? Office { get; init; }

    /// <summary>The reporter's request; null for an office's, which the ledger keeps.</summary>
    public required Guid? RequestKey { get; init; }

    /// <summary>The request that made it, without its id, in protobuf's binary form; empty when it says nothing more. A reporter's, as of a withdrawal, is sealed.</summary>
    public required byte[] Facts { get; init; }
}
