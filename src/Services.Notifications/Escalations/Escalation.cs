using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Escalations;

/// <summary>A notice that climbs from office to office until somebody acknowledges it. Kept for ever: it says why an office above was told.</summary>
internal sealed class Escalation
{
    /// <summary>The report.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>Kind of the notice that is to be acknowledged.</summary>
    public required NoticeKind Kind { get; init; }

    /// <summary>Version of that notice.</summary>
    public required int SubjectVersion { get; init; }

    /// <summary>Offices from the nearest to the centre, divided by spaces.</summary>
    public required string Line { get; init; }

    /// <summary>Place in the line of the office that was told last, from 0.</summary>
    public required int Step { get; init; }

    /// <summary>Public number of the report, 12 characters without hyphens.</summary>
    public required string Number { get; init; }

    /// <summary>Region that the notice is about; null when it is not known.</summary>
    public string? RegionCode { get; init; }

    /// <summary>When the first office was told.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it climbs unless it is acknowledged; null when it is over.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How it ended; null while it is not over.</summary>
    public EscalationOutcome? Outcome { get; init; }

    /// <summary>When it ended; null while it is not over.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>How an escalation ended.</summary>
internal enum EscalationOutcome
{
    /// <summary>An office that was told acknowledged it, or the report went on.</summary>
    Answered,

    /// <summary>The last office of the line was told; nobody is above it.</summary>
    AtTop,
}

/// <summary>What a notice that climbs has beside its words.</summary>
/// <param name="Line">Offices from the nearest to the centre; a line of one climbs nowhere.</param>
/// <param name="Number">Public number of the report.</param>
/// <param name="DueAt">When it climbs first.</param>
internal sealed record ClimbingLine(IReadOnlyList<Office> Line, string Number, DateTimeOffset DueAt);

/// <summary>Where a notice climbs. Pure.</summary>
internal static class EscalationLife
{
    /// <summary>Whether a notice of a kind climbs when nobody acknowledges it.</summary>
    internal static bool Climbs(NoticeKind kind) => kind is NoticeKind.ReportReceived or NoticeKind.CaseDeadlineApproached or NoticeKind.CaseDeadlinePassed;

    /// <summary>What becomes of an escalation that is due.</summary>
    /// <param name="step">Place in the line of the office that was told last, from 0.</param>
    /// <param name="offices">Length of the line.</param>
    /// <param name="isAnswered">Whether an office that was told acknowledged it, or the report went on.</param>
    internal static (int Step, EscalationOutcome? Outcome) After(int step, int offices, bool isAnswered)
    {
        if (isAnswered)
        {
            return (step, EscalationOutcome.Answered);
        }

        return step + 1 >= offices ? (step, EscalationOutcome.AtTop) : (step + 1, step + 2 >= offices ? EscalationOutcome.AtTop : null);
    }

    /// <summary>The kind of the notice that tells the office above.</summary>
    /// <param name="unanswered">The kind that nobody acknowledged.</param>
    internal static NoticeKind KindAbove(NoticeKind unanswered) =>
        unanswered is NoticeKind.ReportReceived ? NoticeKind.ReportUnanswered : NoticeKind.DeadlineUnanswered;

    /// <summary>The offices of a stored line.</summary>
    internal static IReadOnlyList<Office> Offices(string line) =>
        [.. line.Split(' ').Select(text => Office.TryParse(text, out var office) ? office : throw new InvalidOperationException($"'{text}' is no office."))];
}
