using Netralitas.Geography;

namespace Netralitas.Elections.Calendars;

/// <summary>The calendar as it was known at an instant.</summary>
public sealed class CalendarVersion
{
    private readonly HashSet<int> _years;
    private readonly ILookup<DateOnly, Holiday> _latest;

    internal CalendarVersion(DateTimeOffset knownSince, IEnumerable<CalendarYear> years, IEnumerable<Holiday> holidaysAsTheyBecameKnown)
    {
        KnownSince = knownSince;
        _years = [.. years.Select(year => year.Year)];
        _latest = holidaysAsTheyBecameKnown
            .GroupBy(holiday => (holiday.Date, holiday.Kind, holiday.Region))
            .Select(rows => rows.Last())
            .ToLookup(holiday => holiday.Date);
    }

    /// <summary>Instant of the last change in it, which names the version: the same rows known give the same version.</summary>
    public DateTimeOffset KnownSince { get; }

    /// <summary>Whether the holidays of a year are in the rows.</summary>
    public bool Knows(int year) => _years.Contains(year);

    /// <summary>The holiday in force on a local date for an office; a national one before a regional one, cuti bersama last.</summary>
    /// <param name="date">Local date of the office.</param>
    /// <param name="office">The region of the office.</param>
    /// <param name="cutiBersamaCounts">Whether cuti bersama is a working day all the same.</param>
    /// <returns>Null when there is none. Weekends are no holidays.</returns>
    /// <remarks>Whether cuti bersama is a working day for these terms is an open question [U], so each rule says it [LAW-CAL-02].</remarks>
    public Holiday? HolidayOn(DateOnly date, RegionCode office, bool cutiBersamaCounts = false) => Rows(date, office, HolidayEffect.Ditetapkan)
        .Where(holiday => !cutiBersamaCounts || holiday.Kind != HolidayKind.CutiBersama)
        .OrderBy(holiday => Rank(holiday.Kind))
        .FirstOrDefault();

    /// <summary>The holidays in force in a year, in the order of their dates.</summary>
    public IEnumerable<Holiday> HolidaysIn(int year) => _latest.SelectMany(rows => rows)
        .Where(holiday => holiday.Date.Year == year && holiday.Effect == HolidayEffect.Ditetapkan).OrderBy(holiday => holiday.Date).ThenBy(holiday => Rank(holiday.Kind));

    /// <summary>Whether an office works on a local date: Monday to Friday and no holiday.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is not known (<see cref="Knows"/>): there may be holidays.</exception>
    /// <remarks>Law: working days of agencies, Perpres 21/2023 [LAW-CAL-05].</remarks>
    public bool IsWorkingDay(DateOnly date, RegionCode office, bool cutiBersamaCounts = false) => Knows(date.Year)
        ? !IsWeekend(date) && HolidayOn(date, office, cutiBersamaCounts) is null
        : throw new ArgumentOutOfRangeException(nameof(date), date, "No holidays are known for this year.");

    internal static bool IsWeekend(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>A withdrawal in force on a date, which explains why a day counts again.</summary>
    internal Holiday? WithdrawalOn(DateOnly date, RegionCode office) => Rows(date, office, HolidayEffect.Dicabut).LastOrDefault();

    private IEnumerable<Holiday> Rows(DateOnly date, RegionCode office, HolidayEffect effect) =>
        _latest[date].Where(holiday => holiday.Effect == effect && holiday.Region.Contains(office));

    private static int Rank(HolidayKind kind) => kind switch
    {
        HolidayKind.LiburNasional => 0,
        HolidayKind.HariPemungutanSuara => 1,
        HolidayKind.LiburDaerah => 2,
        HolidayKind.CutiBersama => 3,
    };
}
