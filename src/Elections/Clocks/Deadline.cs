using Netralitas.Elections.Calendars;

namespace Netralitas.Elections.Clocks;

/// <summary>When a clock ends, and how that was counted.</summary>
/// <param name="LastDay">Last local date of the handling office, inclusive; null while it cannot be said.</param>
/// <param name="EndsAt">The first instant that is too late: midnight after the last day, the closing of the office, or the end of the last hour; null while it cannot be said.</param>
/// <param name="Counted">How many days were counted; 0 for a rule in hours.</param>
/// <param name="Uncounted">The days passed over, in order.</param>
/// <param name="MissingYear">The year whose holidays are not known; null when none is missing.</param>
public sealed record Deadline(
    DateOnly? LastDay, DateTimeOffset? EndsAt, int Counted, IReadOnlyList<UncountedDay> Uncounted, int? MissingYear);

/// <summary>A move of a deadline, explained.</summary>
/// <param name="At">When it moved.</param>
/// <param name="Step">What moved it.</param>
/// <param name="From">The deadline before.</param>
/// <param name="To">The deadline after.</param>
/// <param name="Holidays">The holidays that became known in between and count, each with the decree that set or withdrew it; perhaps none.</param>
public sealed record DeadlineChange(DateTimeOffset At, ClockStep Step, Deadline From, Deadline To, IReadOnlyList<Holiday> Holidays);

/// <summary>A stretch in which a clock stands still: from the local date of the pause on, to the day before that on which it runs again.</summary>
/// <param name="Since">When it was paused.</param>
/// <param name="Until">When it was resumed; null while it is paused.</param>
/// <param name="FirstDay">Local date of the pause, the first that does not count.</param>
/// <param name="EndsBefore">Local date of the resumption, the first that counts again; null while it is paused.</param>
/// <remarks>No rule on pauses was found; that paused and resumed on one day costs no day, and a day begins or ends a pause as a whole, is ours [D].</remarks>
public sealed record ClockPause(DateTimeOffset Since, DateTimeOffset? Until, DateOnly FirstDay, DateOnly? EndsBefore);
