using Google.Protobuf;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections;
using Netralitas.Elections.Clocks;
using Netralitas.Elections.Contests;
using Netralitas.Elections.Reception;
using Netralitas.Geography;
using Netralitas.Services.Reports.Numbering;
using Netralitas.Services.Reports.Transfers;

namespace Netralitas.Services.Reports.Review;

/// <summary>A report as its examination sees it: what was sent, where the case stands, its steps and clocks. Steps change it in memory; <see cref="CaseFiles"/> stores it.</summary>
internal sealed partial class CaseFile
{
    private readonly List<CaseEvent> added = [];
    private readonly List<Transfer> transfers;

    internal CaseFile(
        ReceivedCase report, Case? stored, IReadOnlyList<CaseEvent> events, IReadOnlyList<CaseClockEvent> clocks, IEnumerable<Transfer>? transfers = null, bool leads = false,
        ElectionLaw? law = null, bool hasEvidence = false)
    {
        Law = law ?? ElectionLaw.Published;
        Report = report;
        HasEvidence = hasEvidence;
        IsStored = stored is not null;
        Case = stored ?? new Case
        {
            ReportId = report.Id,
            OfficeCode = report.Whole.Classification.Office.ToString(),
            Family = ContestCodes.Find(report.Whole.Report.Contest)?.Family,
            ChangedAt = report.FormalAt,
        };
        Earlier = events;
        Leads = leads;
        this.transfers = [.. transfers ?? []];
        Clocks = new CaseClocks(report.Id, clocks, Law);
        if (stored is null)
        {
            Open();
        }
    }

    /// <summary>The law as it is known; each clock keeps the rule that it was started under.</summary>
    internal ElectionLaw Law { get; }

    /// <summary>What was sent.</summary>
    internal ReceivedCase Report { get; private set; }

    /// <summary>Whether evidence was handed in or registered, besides what the report describes.</summary>
    internal bool HasEvidence { get; }

    /// <summary>Where it stands.</summary>
    internal Case Case { get; }

    /// <summary>Whether there is a row of it; without one, this is what the row would be.</summary>
    internal bool IsStored { get; }

    internal CaseClocks Clocks { get; }

    /// <summary>All steps, the oldest first.</summary>
    internal IEnumerable<CaseEvent> Events => Earlier.Concat(added);

    /// <summary>The steps that are to be stored.</summary>
    internal IReadOnlyList<CaseEvent> Added => added;

    /// <summary>The region of the office that handles it.</summary>
    internal RegionCode Office => RegionCode.Parse(Case.OfficeCode);

    /// <summary>Whether other reports were joined to it.</summary>
    internal bool Leads { get; }

    /// <summary>Every transfer, the oldest first.</summary>
    internal IReadOnlyList<Transfer> Transfers => transfers;

    /// <summary>The transfer that waits for an answer; null when none does.</summary>
    internal Transfer? PendingTransfer => transfers.SingleOrDefault(transfer => transfer.Status == TransferStatus.Pending);

    /// <summary>The office's judgement of the report as it is now; null before there is one, after an addition, and once the first study begins anew.</summary>
    internal ReviewReportRequest? Review =>
        Events.LastOrDefault(happened => happened.Step is CaseStep.Review or CaseStep.Add or CaseStep.Reopen) is { Step: CaseStep.Review } review ? ReviewReportRequest.Parser.ParseFrom(review.Facts) : null;

    /// <summary>Invitations and minutes, the oldest first.</summary>
    internal IEnumerable<Clarification> Clarifications =>
        Events.Where(happened => happened.Step == CaseStep.Clarify).Select(happened => Clarification.Parser.ParseFrom(happened.Facts));

    /// <summary>The study as it was last recorded; empty before.</summary>
    internal string Study => Last(CaseStep.Study) is { } study ? RecordStudyRequest.Parser.ParseFrom(study.Facts).Text : "";

    /// <summary>How the acts were last qualified; null before.</summary>
    internal QualifyCaseRequest? Qualification => Last(CaseStep.Qualify) is { } qualified ? QualifyCaseRequest.Parser.ParseFrom(qualified.Facts) : null;

    /// <summary>What the plenary decided; empty before.</summary>
    internal IEnumerable<RespondentOutcome> Outcomes =>
        (Last(CaseStep.FindViolation) ?? Last(CaseStep.FindNoViolation) ?? Last(CaseStep.Discontinue)) is { } decided ? DecideInPlenaryRequest.Parser.ParseFrom(decided.Facts).Outcomes : [];

    private IReadOnlyList<CaseEvent> Earlier { get; }

    /// <summary>Goes on by a step, and tells the clocks of holidays that became known since.</summary>
    /// <param name="step">The step.</param>
    /// <param name="by">Who takes it; null for the reporter and for the service itself.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="facts">The request that made it; null when it says nothing more.</param>
    /// <param name="requestKey">The reporter's request.</param>
    /// <returns>The instant of the step: never before what happened earlier, whatever the clocks of replicas say.</returns>
    /// <exception cref="ServiceDefaults.RefusalException">STEP_NOT_ALLOWED.</exception>
    internal DateTimeOffset Take(CaseStep step, ServiceDefaults.Caller? by, DateTimeOffset now, IMessage? facts = null, Guid? requestKey = null) =>
        Take(step, by, now, facts?.ToByteArray() ?? [], requestKey);

    /// <inheritdoc cref="Take(CaseStep, ServiceDefaults.Caller, DateTimeOffset, IMessage, Guid?)"/>
    internal DateTimeOffset Take(CaseStep step, ServiceDefaults.Caller? by, DateTimeOffset now, byte[] facts, Guid? requestKey)
    {
        var at = Latest(now, LastAt);
        Case.Advance(step, at);
        Clocks.ReviseCalendar(at);
        added.Add(new CaseEvent
        {
            ReportId = Case.ReportId,
            Version = Case.Version,
            Step = step,
            Status = Case.Status,
            At = at,
            TakenBy = by?.Subject,
            Office = by?.Office.ToString(),
            RequestKey = requestKey,
            Facts = facts,
        });
        return at;
    }

    /// <summary>Tells the clocks of holidays that became known, without a step.</summary>
    /// <returns>Whether an end moved.</returns>
    internal bool ReviseCalendar(DateTimeOffset now) => Clocks.ReviseCalendar(Latest(now, LastAt));

    /// <summary>When the case or one of its clocks was last moved.</summary>
    internal DateTimeOffset LastAt => Latest(Case.ChangedAt, Clocks.LastAt);

    /// <summary>Puts the case under the law of a contest.</summary>
    internal void Assign(ContestFamily family, string? contestId, DateTimeOffset at)
    {
        var before = Case.Family;
        (Case.Family, Case.ContestId) = (family, contestId ?? Case.ContestId);
        if (before is null)
        {
            Open();
            if (Case.Status == ReportStatus.CompletionRequested)
            {
                AwaitCompletion(family, Events.Last(happened => happened.Step == CaseStep.RequestCompletion).At);
                StartCompletion(AskedCompletion.Of(this)!, at);
            }
        }
        else if (before != family)
        {
            Clocks.Restart(family, at);
            File(family);
        }

        Clocks.ReviseCalendar(at);
    }

    /// <summary>Adds a transfer, which is stored with the step that made it.</summary>
    internal void Add(Transfer transfer) => transfers.Add(transfer);

    /// <summary>Whether another office got it since it was read.</summary>
    internal bool HasMoved { get; private set; }

    /// <summary>Another office handles the case from then on; nobody in it has taken the case yet.</summary>
    internal void MoveTo(RegionCode office, DateTimeOffset at)
    {
        HasMoved = true;
        Case.OfficeCode = office.ToString();
        Case.LetGo();
        Clocks.MoveTo(office, at);
    }

    /// <summary>It follows no other report any more; its first study begins anew [LAW-REV-03].</summary>
    internal void Part(ServiceDefaults.Caller? by, DateTimeOffset now, UnjoinCaseRequest why)
    {
        var at = Take(CaseStep.Unjoin, by, now, why);
        Case.JoinedTo = null;
        StudyAnew(at);
    }

    /// <summary>The first study begins anew, of what is a report or a finding under a law that is known.</summary>
    internal void StudyAnew(DateTimeOffset at)
    {
        if (Case.Family is { } family && Register.Has(Report.Kind))
        {
            Clocks.Start(ClockSubject.InitialReview, family, Office, at, at);
        }
    }

    /// <summary>What an addition does to a case that has a row: a contest that became known starts the clocks, and so does what now is a report; a completion is over.</summary>
    internal void Grow(DateTimeOffset addedAt)
    {
        var asked = Case.Status == ReportStatus.CompletionRequested;
        var at = Take(CaseStep.Add, null, addedAt);
        if (asked)
        {
            Clocks.Stop(ClockSubject.Completion, at);
            Clocks.Resume(ClockSubject.InitialReview, at);
        }

        if (Register.Has(Report.Kind))
        {
            Clocks.Stop(ClockSubject.PreliminaryInformation, at);
        }

        if (Case.Family is null && ContestCodes.Find(Report.Whole.Report.Contest)?.Family is { } told)
        {
            Assign(told, null, at);
        }
        else if (Report.FormalAt == addedAt)
        {
            Open();
        }
    }

    // The clocks that run from the instant at which it is a report or a finding, whenever that is recorded.
    private void Open()
    {
        if (Case.Family is not { } family)
        {
            return;
        }

        if (!Register.Has(Report.Kind))
        {
            Follow(family, Report.FormalAt);
            return;
        }

        File(family);
        if (Report.Kind == ReportKind.Temuan)
        {
            Clocks.Start(ClockSubject.Finding, family, Office, Report.FoundAt(Office), Report.FormalAt);
            return;
        }

        var isOnPaper = Report.Whole.HandedOverAt is not null || Report.Whole.Report.Channel is ReportChannel.WalkIn or ReportChannel.Letter;
        var channel = isOnPaper ? ReceptionChannel.InPerson : ReceptionChannel.Online;
        var received = Law.Reception.Receive(Report.FormalAt, channel, family, Office, Law.Calendar.AsKnownAt(Report.FormalAt), Law.Schedule);
        Clocks.Start(ClockSubject.InitialReview, family, Office, received.CountedFrom ?? Report.FormalAt, Report.FormalAt);
    }

    /// <summary>The term of informasi awal runs, where a decree has set one [LAW-CLK-13].</summary>
    internal void Follow(ContestFamily family, DateTimeOffset at)
    {
        if (Report.Kind != ReportKind.Lhp)
        {
            Clocks.Start(ClockSubject.PreliminaryInformation, family, Office, at, at);
        }
    }

    private static DateTimeOffset Latest(params IEnumerable<DateTimeOffset> instants) => instants.Max();

    private CaseEvent? Last(CaseStep step) => Events.LastOrDefault(happened => happened.Step == step);
}
