using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;

namespace Netralitas.Services.Reports.FollowUp;

/// <summary>A respondent's case at an authority. What happened to it is in its <see cref="FollowUpRecord"/>s.</summary>
internal sealed partial class Forwarding
{
    public required Guid Id { get; init; }

    public required Guid ReportId { get; init; }

    /// <summary>Grows by one with each entry; the row's guard against two writers.</summary>
    public int Version { get; private set; } = 1;

    public ForwardingStatus Status { get; private set; } = ForwardingStatus.Forwarded;

    /// <summary>From 1, by the place in the list of respondents.</summary>
    public required int Respondent { get; init; }

    public required ForwardingTrack Track { get; init; }

    /// <summary>The authority's row of law.</summary>
    public required string AuthorityId { get; init; }

    /// <summary>Likewise.</summary>
    public required int AuthorityVersion { get; init; }

    /// <summary>The personnel authority's row of law; null of other tracks.</summary>
    public required string? PersonnelAuthorityId { get; init; }

    /// <summary>Likewise.</summary>
    public required int? PersonnelAuthorityVersion { get; init; }

    /// <summary>Its office, as tokens name it; null when it has none here, and of other tracks.</summary>
    public required string? AgencyOffice { get; init; }

    /// <summary>Whether it went above a personnel authority who is himself a respondent.</summary>
    public required bool IsAbove { get; init; }

    /// <summary>The agency, in words.</summary>
    public required string Agency { get; init; }

    public required EmployeeKind EmployeeKind { get; init; }

    public required string DocumentNumber { get; init; }

    /// <summary>Local date of the letter.</summary>
    public required DateOnly DocumentOn { get; init; }

    public required string Summary { get; init; }

    public required IReadOnlyList<string> Evidence { get; init; }

    /// <summary>Local date at the office that forwarded it.</summary>
    public required DateOnly ForwardedOn { get; init; }

    /// <summary>Until which local date a decision is awaited, inclusive.</summary>
    public required DateOnly ActByOn { get; set; }

    /// <summary>
    /// The first instant at which it is overdue: after that day, by the clock of the office that forwarded it; while terms of the criminal track run that are owed, after the first of these.
    /// </summary>
    public required DateTimeOffset OverdueAt { get; set; }

    /// <summary>Since when it is overdue; null while it is not, and after a decision.</summary>
    public DateTimeOffset? OverdueSince { get; private set; }

    /// <summary>Counts the awaited time from the day on which the authority received it, unless it is over by then: nobody gains time by confirming late [LAW-FWD-08].</summary>
    /// <param name="receivedOn">Local date.</param>
    /// <param name="days">Calendar days from the day after.</param>
    /// <param name="zone">Of the office that handles the case.</param>
    /// <param name="now">The present instant.</param>
    internal void CountFrom(DateOnly receivedOn, int days, IndonesianTimeZone zone, DateTimeOffset now)
    {
        if (Status is ForwardingStatus.Received or ForwardingStatus.UnderExamination && OverdueSince is null && now < AwaitedUntil(zone) && receivedOn >= ForwardedOn)
        {
            ActByOn = receivedOn.AddDays(days);
            OverdueAt = TermsCalendar is null ? AwaitedUntil(zone) : OverdueAt;
        }
    }

    /// <summary>Goes on by one step. What is decided or closed has no terms any more.</summary>
    /// <exception cref="ServiceDefaults.RefusalException">ENTRY_NOT_ALLOWED.</exception>
    internal void Advance(FollowUpStep step, DateTimeOffset at)
    {
        Status = FollowUpLife.After(Status, step) ?? throw FollowUpRefusals.EntryNotAllowed(Status);
        Version++;
        OverdueSince = step switch
        {
            FollowUpStep.FallOverdue => at,
            FollowUpStep.Decide or FollowUpStep.Close => null,
            FollowUpStep.Receive or FollowUpStep.Examine or FollowUpStep.Escalate or FollowUpStep.Correct
                or FollowUpStep.Discuss or FollowUpStep.Proceed or FollowUpStep.Reopen => OverdueSince,
        };
        if (step is FollowUpStep.Decide or FollowUpStep.Close)
        {
            EndTerms();
        }
    }
}

/// <summary>An entry of the ledger of a forwarding. Never changed: a correction is a new one.</summary>
internal sealed class FollowUpRecord
{
    public required Guid ForwardingId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    public required FollowUpEntryKind Kind { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>As tokens name the person; null for the service itself.</summary>
    public required string? RecordedBy { get; init; }

    /// <summary>As tokens name it; null for the service itself.</summary>
    public required string? Office { get; init; }

    /// <summary>Local date.</summary>
    public required DateOnly HappenedOn { get; init; }

    public string DocumentNumber { get; init; } = "";

    /// <summary>Of a decision; null when none was decided, and otherwise.</summary>
    public string? SanctionCode { get; init; }

    public string Note { get; init; } = "";

    /// <summary>The entry that this one takes the place of; 0 for none.</summary>
    public int Corrects { get; init; }

    /// <summary>Of a step of a crime.</summary>
    public CriminalStep CriminalStep { get; init; }

    /// <summary>Of a step of a crime, by the clock of the office that handled it; null when it is not told.</summary>
    public TimeOnly? LocalTime { get; init; }

    /// <summary>Of an escalation.</summary>
    public EscalationTarget Target { get; init; }
}
