using Google.Protobuf.WellKnownTypes;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.Elections.Clocks;
using Netralitas.Elections.Contests;
using Netralitas.Services.Reports.FollowUp;
using Wire = Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.Review;

/// <summary>A case as its officers are told it.</summary>
internal static class CaseWire
{
    // An officer is warned a day before the end.
    private static readonly TimeSpan Notice = TimeSpan.FromDays(1);

    /// <summary>Where it stands.</summary>
    internal static CaseState State(CaseFile file) => new()
    {
        Number = Crockford.Grouped(file.Report.Number),
        Version = file.Case.Version,
        Status = file.Case.Status,
        StatusText = ReportStatuses.Words(file.Case.Status).Text,
        ChangedAt = file.Case.ChangedAt.ToTimestamp(),
        ClaimedBy = file.Case.ClaimedBy ?? "",
        ClaimedByOffice = file.Case.ClaimedByOffice ?? "",
        Deadlines = { Deadlines(file) },
        UnreadMessages = file.Case.UnreadMessages,
    };

    // The time of a reporter who does not have the notice yet has no clock: it says what it waits for.
    private static IEnumerable<string> Deadlines(CaseFile file) =>
        [.. file.Clocks.All.Where(clock => clock.IsOpen).Select(clock => ExplainDeadline.Sentence(clock.Clock)), .. AskedCompletion.AwaitedOf(file) is { } awaited ? [awaited.Sentence()] : Array.Empty<string>()];

    /// <summary>A clock.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="now">The present instant.</param>
    internal static Wire.CaseClock Clock(CaseClock clock, DateTimeOffset now) => new()
    {
        Clock = clock.Number,
        Subject = clock.Subject.ToString(),
        Condition = ConditionOf(clock.Clock.ConditionAt(now, Notice)),
        Sentence = ExplainDeadline.Sentence(clock.Clock),
        EndsAt = clock.Clock.Deadline.EndsAt?.ToTimestamp(),
        StoppedAt = clock.Clock.StoppedAt?.ToTimestamp(),
        IsLate = clock.Clock.StoppedInTime == false,
        IsLateNow = clock.Present.StoppedInTime == false,
        Reassessment = clock.Reassessment,
    };

    /// <summary>A clock, with all that led to its end.</summary>
    internal static ExplainedClock Explained(CaseFile file, CaseClock clock, DateTimeOffset now) => new()
    {
        Clock = Clock(clock, now),
        Changes = { ReplacementOf(file, clock), StartOf(file, clock), clock.Clock.Changes.Select(change => ExplainDeadline.Sentence(clock.Clock, change)) },
        Law = clock.Clock.Rule.Citation.Basis,
        Source = clock.Clock.Rule.Citation.Source,
        Mark = clock.Clock.Rule.Citation.Mark.ToString(),
        RuleId = clock.Clock.Rule.Id,
        RuleVersion = clock.Clock.Rule.Version,
        CalendarKnownSince = clock.Clock.Calendar.KnownSince.ToTimestamp(),
    };

    // That the case came under another law, which goes on with what the clock had.
    private static IEnumerable<string> ReplacementOf(CaseFile file, CaseClock clock) => file.Clocks.Replaced(clock) is { } before ? [ExplainDeadline.Recounted(before.Clock, clock.Clock)] : [];

    // Why the time of a reporter begins when it does.
    private static IEnumerable<string> StartOf(CaseFile file, CaseClock clock) =>
        clock.Subject == ClockSubject.Completion && AskedCompletion.Of(file) is { ServedAt: { } served } notice && served.ToUniversalTime() == clock.Clock.CountedFrom.ToUniversalTime() ? [notice.Sentence()] : [];

    /// <summary>The checklist.</summary>
    internal static IEnumerable<ChecklistItem> Checklist(CaseFile file)
    {
        var review = file.Review;
        foreach (var requirement in file.Requirements())
        {
            var judged = review?.Outcomes.Single(outcome => outcome.Key == requirement.Key);
            yield return new ChecklistItem { Requirement = requirement, IsJudged = judged is not null, IsMet = judged?.IsMet ?? false, Note = judged?.Note ?? "" };
        }
    }

    /// <summary>What was reported, without who did.</summary>
    internal static CaseAccount Account(SubmitReportRequest report) => new()
    {
        Narrative = report.Narrative,
        Event = report.Event,
        Place = report.Place,
        HappenedOn = report.HappenedOn,
        KnownOn = report.KnownOn,
        Contest = report.Contest,
        Respondents = { report.Respondents },
        Evidence = { report.Evidence },
        Witnesses = { report.Witnesses },
        ReporterCapacity = report.Reporter?.Capacity ?? ReporterCapacity.Unspecified,
    };

    /// <summary>Whom the case is about.</summary>
    internal static CaseRespondent Respondent(NamedRespondent named) => new()
    {
        Respondent = named.Number,
        Details = named.Details,
        Reported = named.Reported,
        RecordedAt = named.RecordedAt?.ToTimestamp(),
        Basis = named.Basis,
    };

    /// <summary>An act, with where the contest stood on its day.</summary>
    internal static QualifiedAct Act(CaseAct act, Phase? phase) => new()
    {
        Respondent = act.Respondent,
        Code = act.Row.Code,
        Name = act.Row.Name,
        Class = act.Row.Class.ToString(),
        Track = act.Row.Track.ToString(),
        Sanction = act.Row.Sanction,
        DisputedLevel = act.Row.DisputedLevel?.ToString() ?? "",
        Law = act.Row.Citation.Basis,
        Mark = act.Row.Citation.Mark.ToString(),
        HappenedOn = ForwardingWire.Day(act.HappenedOn),
        Phase = phase?.ToString() ?? "",
    };

    /// <summary>A message, with who wrote it for the office.</summary>
    internal static CaseMessage Message(Said said) => new()
    {
        Message = said.Number,
        Sender = said.Sender,
        Text = said.Text,
        SentAt = said.Step.At.ToTimestamp(),
        IsQuestion = said.IsQuestion,
        IsAnswered = said.IsAnswered,
        Answers = said.Answers,
        Office = said.Step.Office ?? "",
        WrittenBy = said.Step.TakenBy ?? "",
    };

    /// <summary>A step.</summary>
    internal static CaseStepTaken Step(CaseEvent happened) => new()
    {
        Version = happened.Version,
        Step = happened.Step.ToString(),
        Status = happened.Status,
        TakenAt = happened.At.ToTimestamp(),
        Office = happened.Office ?? "",
        TakenBy = happened.TakenBy ?? "",
    };

    private static CaseClockCondition ConditionOf(ClockCondition condition) => condition switch
    {
        ClockCondition.Running => CaseClockCondition.Running,
        ClockCondition.DueSoon => CaseClockCondition.DueSoon,
        ClockCondition.Overdue => CaseClockCondition.Overdue,
        ClockCondition.Paused => CaseClockCondition.Paused,
        ClockCondition.Stopped => CaseClockCondition.Stopped,
        ClockCondition.Unknown => CaseClockCondition.Unknown,
    };
}
