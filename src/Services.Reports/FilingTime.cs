using System.Globalization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections;
using Netralitas.Elections.Clocks;
using Netralitas.Elections.Contests;
using Netralitas.Geography;
using Netralitas.Services.Reports.Numbering;

namespace Netralitas.Services.Reports;

/// <summary>What can be said of a report's time.</summary>
internal enum FilingState
{
    /// <summary>The day on which it became known is not told.</summary>
    NotTold,

    /// <summary>That day cannot be read as a date.</summary>
    Unreadable,

    /// <summary>That day has not come yet.</summary>
    InFuture,

    /// <summary>Its last day has not passed, or cannot be counted.</summary>
    InTime,

    /// <summary>Its last day has passed, whichever law the contest is under.</summary>
    Late,
}

/// <summary>Whether a report is filed in time, and until when it would be. Pure.</summary>
/// <param name="State">What can be said.</param>
/// <param name="LastDay">Last local date of the place of the act, inclusive; null when it cannot be counted.</param>
/// <param name="Earliest">The clock of that day; null when it cannot be counted.</param>
/// <param name="IsContestKnown">Whether the law is that of a contest that was recognised.</param>
/// <remarks>
/// Law: 7 days from becoming known, in working days for Pemilu [LAW-CLK-01] and in calendar days for Pilkada [LAW-CLK-02]. Where the contest is not known, the reporter is told the earlier
/// day, and a report is late only after the later one [D].
/// </remarks>
internal sealed record FilingTime(FilingState State, DateOnly? LastDay, Clock? Earliest, bool IsContestKnown)
{
    /// <summary>What is said of a filing time that is past.</summary>
    internal const string Past = "Batas itu sudah lewat. Laporan tetap diterima dan dapat ditindaklanjuti sebagai informasi awal.";

    // As people write dates; the contract prefers the first. Form A.1 asks for day and date; a day that is not that date's is no date.
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd", "yyyy-M-d", "d-M-yyyy", "d/M/yyyy", "d.M.yyyy", "d MMMM yyyy", "d MMM yyyy",
        "dddd, d MMMM yyyy", "dddd d MMMM yyyy", "ddd, d MMMM yyyy", "dddd, d/M/yyyy", "dddd (d/M/yyyy)",
    ];

    // A year with two digits, or one that was mistyped.
    private const int EarliestYear = 1945;

    // Days after it would leave the calendar.
    private const int LatestYear = 9998;

    /// <summary>Of a report.</summary>
    /// <param name="report">As far as it is written.</param>
    /// <param name="place">Place of the act; where none that exists was given, the office that takes it in, and of what nobody took in yet the whole country: then the calendar of Jakarta holds.</param>
    /// <param name="at">When it is sent.</param>
    /// <param name="law">The law as it is known; null for the published rows alone.</param>
    /// <param name="calendarKnownAt">By what was known of holidays when; null for when it is sent.</param>
    internal static FilingTime Of(SubmitReportRequest report, RegionCode place, DateTimeOffset at, ElectionLaw? law = null, DateTimeOffset? calendarKnownAt = null)
    {
        var zone = RegionDirectory.TimeZoneOf(place);
        var today = zone.LocalDate(at);
        if (!ReportWords.Any(report.KnownOn))
        {
            return NotCounted(FilingState.NotTold);
        }

        if (DayOf(report.KnownOn) is not { } known)
        {
            return NotCounted(FilingState.Unreadable);
        }

        return known > today ? NotCounted(FilingState.InFuture) : Counted(ClocksOf(report.Contest, known, place, calendarKnownAt ?? at, law ?? ElectionLaw.Published), today);
    }

    /// <summary>How it was counted, in Indonesian; empty when it was not.</summary>
    internal string Sentence() => Earliest is null ? ""
        : ExplainDeadline.Sentence(Earliest) + (IsContestKnown ? "" : " Pemilihan yang dimaksud belum dikenali, sehingga disebut batas yang paling awal.");

    /// <summary>The day that a reporter wrote; null when it cannot be read as one.</summary>
    internal static DateOnly? DayOf(string written) =>
        DateOnly.TryParseExact(written.Trim(), Forms, IndonesianDates.Names, DateTimeStyles.None, out var day) && day.Year is >= EarliestYear and <= LatestYear ? day : null;

    private static FilingTime Counted((IReadOnlyList<Clock> Clocks, bool IsContestKnown) counted, DateOnly today)
    {
        var isLate = counted.Clocks.Count > 0 && counted.Clocks.All(clock => clock.Deadline.LastDay < today);
        var first = counted.Clocks.Where(clock => clock.Deadline.LastDay is not null).MinBy(clock => clock.Deadline.LastDay);
        return new FilingTime(isLate ? FilingState.Late : FilingState.InTime, first?.Deadline.LastDay, first, counted.IsContestKnown);
    }

    private static FilingTime NotCounted(FilingState state) => new(state, null, null, false);

    private static (IReadOnlyList<Clock> Clocks, bool IsContestKnown) ClocksOf(string contest, DateOnly known, RegionCode place, DateTimeOffset knownAt, ElectionLaw law)
    {
        var zone = RegionDirectory.TimeZoneOf(place);
        var code = ContestCodes.Find(contest);
        var families = code is null ? Enum.GetValues<ContestFamily>() : [code.Family];
        var rules = families.Select(family => law.Clocks.Of(family, ClockSubject.ReportFiling, known)).OfType<ClockRule>();
        return ([.. rules.Select(rule => Clock.Fold([new ClockStarted(knownAt, rule.Reference, knownAt, zone.LocalDateTime(known, TimeOnly.MinValue), place)], law))], code is not null);
    }
}
