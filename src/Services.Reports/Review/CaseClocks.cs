using Netralitas.Elections;
using Netralitas.Elections.Clocks;
using Netralitas.Elections.Contests;
using Netralitas.Geography;

namespace Netralitas.Services.Reports.Review;

/// <summary>A clock of a case.</summary>
/// <param name="Number">From 1, in the order in which they started.</param>
/// <param name="Subject">What it limits.</param>
/// <param name="Clock">What its history adds up to.</param>
/// <param name="Law">The law as it is known now.</param>
internal sealed record CaseClock(int Number, ClockSubject Subject, Clock Clock, ElectionLaw Law)
{
    /// <summary>Whether it was not stopped yet.</summary>
    internal bool IsOpen => Clock.Status != ClockStatus.Stopped;

    /// <summary>
    /// Of what somebody did in time or not and that is over: how the clock looks by the calendar that is known now. The clock itself where that is no other, and of all that a running clock would have been told of [LAW-CAL-07].
    /// </summary>
    internal Clock Present => Subject is ClockSubject.ReportFiling or ClockSubject.Completion or ClockSubject.Finding ? Clock.Reassessed(Law.Calendar.AsKnownAt(DateTimeOffset.MaxValue), Law) : Clock;

    /// <summary>What the calendar that is known now changes of it, in Indonesian; empty where nothing.</summary>
    internal string Reassessment => Present is var present && ReferenceEquals(present, Clock) ? "" : $"{ExplainDeadline.Reassessed(Clock, present)} Penilaian dan keputusan yang sudah dicatat tidak berubah dengan sendirinya.";
}

/// <summary>The clocks of one case: their history, and what steps add to it. Pure.</summary>
/// <param name="reportId">The case.</param>
/// <param name="history">What is stored, in its order.</param>
/// <param name="law">The rows of law.</param>
/// <remarks>
/// Every clock keeps the rule that it was started under, whatever rows come after. The first study stands still while its reporter completes the report:
/// no rule was found that says so or otherwise [LAW-REV-01].
/// </remarks>
internal sealed class CaseClocks(Guid reportId, IEnumerable<CaseClockEvent> history, ElectionLaw law)
{
    private readonly List<CaseClockEvent> rows = [.. history.OrderBy(row => row.Number)];
    private readonly List<CaseClockEvent> added = [];

    private DateTimeOffset held = DateTimeOffset.MinValue;

    /// <summary>What steps added and is to be stored.</summary>
    internal IReadOnlyList<CaseClockEvent> Added => added;

    /// <summary>All clocks.</summary>
    internal IReadOnlyList<CaseClock> All =>
        [.. rows.GroupBy(row => row.Clock).OrderBy(clock => clock.Key).Select(clock => new CaseClock(clock.Key, clock.First().Subject, Clock.Fold(clock.Select(row => row.ToEvent()), law), law))];

    /// <summary>Starts a clock, where the law has such a term.</summary>
    internal void Start(ClockSubject subject, ContestFamily family, RegionCode office, DateTimeOffset countedFrom, DateTimeOffset at)
    {
        var startsOn = RegionDirectory.TimeZoneOf(office).LocalDate(countedFrom);
        if (law.Clocks.Of(family, subject, startsOn) is { } rule)
        {
            Add(NextNumber(), subject, new ClockStarted(at, rule.Reference, CalendarAt(at), countedFrom, office));
        }
    }

    /// <summary>Stops the clocks of a subject that are not over.</summary>
    internal void Stop(ClockSubject subject, DateTimeOffset at) =>
        Each(clock => clock.Subject == subject && clock.IsOpen, clock => new ClockStopped(at, clock.Rule.Reference, CalendarAt(at)));

    /// <summary>Stops all clocks.</summary>
    internal void StopAll(DateTimeOffset at) => Each(clock => clock.IsOpen, clock => new ClockStopped(at, clock.Rule.Reference, CalendarAt(at)));

    /// <summary>Lets the running clocks of a subject stand still.</summary>
    internal void Pause(ClockSubject subject, DateTimeOffset at) => Each(
        clock => clock.Subject == subject && clock.Clock.Status == ClockStatus.Running, clock => new ClockPaused(at, clock.Rule.Reference, CalendarAt(at)));

    /// <summary>Lets them run again.</summary>
    internal void Resume(ClockSubject subject, DateTimeOffset at) => Each(
        clock => clock.Subject == subject && clock.Clock.Status == ClockStatus.Paused, clock => new ClockResumed(at, clock.Rule.Reference, CalendarAt(at)));

    /// <summary>Takes the extension of a subject's clock.</summary>
    internal void Extend(ClockSubject subject, DateTimeOffset at) => Each(
        clock => clock.Subject == subject && clock.Clock.Status == ClockStatus.Running, clock => new ClockExtended(at, clock.Rule.Reference, CalendarAt(at)));

    /// <summary>
    /// Puts the clocks that are not over under another body of law: each stops, and all that happened to it since its start happens to a new one, which counts it by its own rule [LAW-REV-05].
    /// </summary>
    /// <remarks>Pauses, changes of hands and holidays that came late are kept; an extension too, where the other law knows one.</remarks>
    internal void Restart(ContestFamily family, DateTimeOffset at)
    {
        foreach (var clock in All.Where(clock => clock.IsOpen).ToList())
        {
            var history = rows.Where(row => row.Clock == clock.Number).Select(row => row.ToEvent()).ToList();
            Add(clock.Number, clock.Subject, new ClockStopped(at, clock.Clock.Rule.Reference, CalendarAt(at)));
            if (law.Clocks.Of(family, clock.Subject, clock.Clock.StartedOn) is { } rule)
            {
                var number = NextNumber();
                foreach (var happened in history.Where(happened => happened is not ClockExtended || rule.Extension is not null))
                {
                    Add(number, clock.Subject, happened with { Rule = rule.Reference });
                }
            }
        }
    }

    /// <summary>The clock whose place this one took when the case came under another body of law; null when it took none.</summary>
    internal CaseClock? Replaced(CaseClock clock) => All.LastOrDefault(earlier => earlier.Number < clock.Number && earlier.Subject == clock.Subject
        && earlier.Clock.Rule.Family != clock.Clock.Rule.Family && earlier.Clock.CountedFrom == clock.Clock.CountedFrom);

    /// <summary>Another office handles the case: the clocks that are not over go on, and end by its calendar and zone [LAW-TRF-04].</summary>
    internal void MoveTo(RegionCode office, DateTimeOffset at) =>
        Each(clock => clock.IsOpen && clock.Clock.Office != office, clock => new ClockTransferred(at, clock.Rule.Reference, CalendarAt(at), office));

    /// <summary>When a clock of the case was last moved; the beginning of time where there is none.</summary>
    internal DateTimeOffset LastAt => rows.Count == 0 ? DateTimeOffset.MinValue : rows.Max(row => row.At);

    /// <summary>Tells the clocks that are not over of holidays that became known since, where these move their end.</summary>
    /// <returns>Whether an end moved.</returns>
    internal bool ReviseCalendar(DateTimeOffset at)
    {
        var before = added.Count;
        held = CalendarAt(at);
        Each(clock => clock.IsOpen && clock.Clock.Calendar.KnownSince < held && IsMovedBy(clock.Clock, Revision(clock.Clock, at)), clock => Revision(clock, at));
        return added.Count > before;
    }

    /// <summary>The newest calendar that a clock was held against, whether it moved by it or not.</summary>
    internal DateTimeOffset HeldAgainst(Clock clock) => clock.Calendar.KnownSince > held ? clock.Calendar.KnownSince : held;

    private CalendarRevised Revision(Clock clock, DateTimeOffset at) => new(at, clock.Rule.Reference, CalendarAt(at));

    private bool IsMovedBy(Clock clock, CalendarRevised revision)
    {
        var after = clock.After(revision, law).Deadline;
        return (after.LastDay, after.EndsAt, after.MissingYear) != (clock.Deadline.LastDay, clock.Deadline.EndsAt, clock.Deadline.MissingYear);
    }

    private void Each(Func<CaseClock, bool> isMeant, Func<Clock, ClockEvent> happens)
    {
        foreach (var clock in All.Where(isMeant).ToList())
        {
            Add(clock.Number, clock.Subject, happens(clock.Clock));
        }
    }

    private int NextNumber() => rows.Count == 0 ? 1 : rows.Max(row => row.Clock) + 1;

    private void Add(int clock, ClockSubject subject, ClockEvent happened)
    {
        var row = CaseClockEvent.Of(reportId, rows.Count + 1, clock, subject, happened);
        rows.Add(row);
        added.Add(row);
    }

    private DateTimeOffset CalendarAt(DateTimeOffset at) => law.Calendar.AsKnownAt(at).KnownSince.ToUniversalTime();
}
