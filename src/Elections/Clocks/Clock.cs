using Netralitas.Elections.Calendars;
using Netralitas.Geography;

namespace Netralitas.Elections.Clocks;

/// <summary>A clock of the law that runs for a case: what its history adds up to.</summary>
/// <remarks>
/// A pure fold. The rule is that of the start, whatever rows came after; the calendar is the newest that an event named, so that a holiday announced
/// late moves the clock when <see cref="CalendarRevised"/> says so, with an explanation in <see cref="Changes"/>.
/// A clock that changes hands keeps the local date of its start; its last day ends by the clock of the new office [D].
/// </remarks>
public sealed record Clock
{
    private Clock()
    {
    }

    /// <summary>The rule it was started under.</summary>
    public required ClockRule Rule { get; init; }

    /// <summary>The instant from which it counts.</summary>
    public required DateTimeOffset CountedFrom { get; init; }

    /// <summary>The local date of that instant at the office that started it.</summary>
    public required DateOnly StartedOn { get; init; }

    /// <summary>The offices, each from a local date on; the last handles now.</summary>
    public required IReadOnlyList<(DateOnly From, RegionCode Region)> Offices { get; init; }

    /// <summary>The calendar it is counted by.</summary>
    public required CalendarVersion Calendar { get; init; }

    /// <summary>What it does.</summary>
    public ClockStatus Status { get; private init; }

    /// <summary>Whether the extension was taken.</summary>
    public bool IsExtended { get; private init; }

    /// <summary>When it stood still.</summary>
    public IReadOnlyList<ClockPause> Pauses { get; private init; } = [];

    /// <summary>When it was stopped; null while it is not.</summary>
    public DateTimeOffset? StoppedAt { get; private init; }

    /// <summary>When it ends; after a stop, when it would have ended.</summary>
    public Deadline Deadline { get; private init; } = new(null, null, 0, [], null);

    /// <summary>Each move of the deadline, the oldest first.</summary>
    public IReadOnlyList<DeadlineChange> Changes { get; private init; } = [];

    /// <summary>The handling office.</summary>
    public RegionCode Office => Offices[^1].Region;

    /// <summary>The zone of the handling office.</summary>
    public IndonesianTimeZone Zone => RegionDirectory.TimeZoneOf(Office);

    /// <summary>How many units it may take, with the extension when it was taken.</summary>
    public int Length => Rule.Length!.Value + (IsExtended ? Rule.Extension!.Value : 0);

    /// <summary>Whether it was stopped before its end; null while it was not, or when its end could not be said.</summary>
    public bool? StoppedInTime => StoppedAt is { } stopped && Deadline.EndsAt is { } ends ? stopped < ends : null;

    private DateTimeOffset LastEventAt { get; init; }

    /// <summary>What a history adds up to.</summary>
    /// <param name="history">The events of one clock, in the order in which they happened.</param>
    /// <param name="law">The rows of law; they may hold more than the history knew of.</param>
    /// <exception cref="ArgumentException">
    /// The history is empty or does not begin with a start, goes back in time, or names a rule that is not there, has no length, or is not the one it began with.
    /// </exception>
    /// <exception cref="InvalidOperationException">A step that a clock in that status does not have (<see cref="ClockLife"/>), or a second or unlawful extension.</exception>
    public static Clock Fold(IEnumerable<ClockEvent> history, ElectionLaw law)
    {
        Clock? clock = null;
        foreach (var happened in history)
        {
            clock = clock is null
                ? Start(happened as ClockStarted ?? throw new ArgumentException("A clock's history begins with its start.", nameof(history)), law)
                : clock.After(happened, law);
        }

        return clock ?? throw new ArgumentException("A clock has a history.", nameof(history));
    }

    /// <summary>The clock after one more event.</summary>
    /// <inheritdoc cref="Fold" path="/exception"/>
    public Clock After(ClockEvent happened, ElectionLaw law)
    {
        if (happened.At < LastEventAt || happened.Rule != Rule.Reference)
        {
            throw new ArgumentException($"{happened.Step} at {happened.At:O} under {happened.Rule}: before the last event, or under another rule.", nameof(happened));
        }

        var status = ClockLife.After(Status, happened.Step)
            ?? throw new InvalidOperationException($"A clock that is {Status} has no step {happened.Step}.");
        if (Status == ClockStatus.Stopped)
        {
            return this;
        }

        var calendar = law.Calendar.AsKnownAt(happened.CalendarKnownSince);
        var next = Changed(happened) with
        {
            Status = status,
            LastEventAt = happened.At,
            Calendar = calendar.KnownSince > Calendar.KnownSince ? calendar : Calendar,
        };
        return happened is ClockStopped ? next : next.Reckoned(this, happened, law);
    }

    /// <summary>A clock that is over, by a newer calendar: when it would have ended had that been known then. The clock itself keeps what was known [LAW-CAL-07].</summary>
    /// <param name="calendar">The calendar.</param>
    /// <param name="law">The rows of law.</param>
    /// <returns>The clock with one more of its <see cref="Changes"/>; itself when it is not over, or ended no other way.</returns>
    public Clock Reassessed(CalendarVersion calendar, ElectionLaw law)
    {
        // What stood still when it was stopped had no end to be held against.
        if (Status != ClockStatus.Stopped || calendar.KnownSince <= Calendar.KnownSince || Pauses is [.., { Until: null }])
        {
            return this;
        }

        var present = (this with { Calendar = calendar }).Reckoned(this, new CalendarRevised(calendar.KnownSince, Rule.Reference, calendar.KnownSince), law);
        return present.Changes.Count > Changes.Count ? present : this;
    }

    /// <summary>How the clock looks at an instant.</summary>
    /// <param name="now">The instant, not before the last event.</param>
    /// <param name="notice">How long before its end the clock is due soon.</param>
    /// <returns>Paused also for a clock that was paused after its end.</returns>
    public ClockCondition ConditionAt(DateTimeOffset now, TimeSpan notice) => Status switch
    {
        ClockStatus.Stopped => ClockCondition.Stopped,
        ClockStatus.Paused => ClockCondition.Paused,
        ClockStatus.Running when Deadline.EndsAt is not { } => ClockCondition.Unknown,
        ClockStatus.Running => now >= Deadline.EndsAt ? ClockCondition.Overdue
            : Deadline.EndsAt - now <= notice ? ClockCondition.DueSoon : ClockCondition.Running,
    };

    private static Clock Start(ClockStarted started, ElectionLaw law)
    {
        var rule = law.Clocks.All.FirstOrDefault(row => row.Reference == started.Rule);
        if (rule?.Length is null)
        {
            throw new ArgumentException($"Rule {started.Rule.Id}, version {started.Rule.Version}, is not there or has no length.");
        }

        var startedOn = RegionDirectory.TimeZoneOf(started.Office).LocalDate(started.CountedFrom);
        var clock = new Clock
        {
            Rule = rule,
            CountedFrom = started.CountedFrom,
            StartedOn = startedOn,
            Offices = [(startedOn, started.Office)],
            Calendar = law.Calendar.AsKnownAt(started.CalendarKnownSince),
            LastEventAt = started.At,
        };
        return clock with { Deadline = ClockArithmetic.DeadlineOf(clock, law) };
    }

    private Clock Changed(ClockEvent happened) => happened switch
    {
        ClockPaused => this with { Pauses = [.. Pauses, new ClockPause(happened.At, null, Zone.LocalDate(happened.At), null)] },
        ClockResumed => this with
        {
            Pauses = [.. Pauses.SkipLast(1), Pauses[^1] with { Until = happened.At, EndsBefore = Zone.LocalDate(happened.At) }],
        },
        ClockExtended when IsExtended || Rule.Extension is null =>
            throw new InvalidOperationException($"Rule {Rule.Id} gives {(Rule.Extension is null ? "no" : "one")} extension."),
        ClockExtended => this with { IsExtended = true },
        ClockTransferred transferred => this with
        {
            Offices = [.. Offices, (RegionDirectory.TimeZoneOf(transferred.Office).LocalDate(transferred.At), transferred.Office)],
        },
        ClockStopped => this with { StoppedAt = happened.At },
        _ => this,
    };

    private Clock Reckoned(Clock before, ClockEvent happened, ElectionLaw law)
    {
        var deadline = ClockArithmetic.DeadlineOf(this, law);
        var moved = (deadline.LastDay, deadline.EndsAt) != (before.Deadline.LastDay, before.Deadline.EndsAt);
        return this with
        {
            Deadline = deadline,
            Changes = moved
                ? [.. Changes, new DeadlineChange(happened.At, happened.Step, before.Deadline, deadline, ClockArithmetic.NewHolidays(before, this, deadline))]
                : Changes,
        };
    }
}
