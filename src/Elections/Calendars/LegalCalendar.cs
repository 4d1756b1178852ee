namespace Netralitas.Elections.Calendars;

/// <summary>All holidays by when each became known. What was known at an instant is a <see cref="CalendarVersion"/>.</summary>
/// <remarks>
/// Law: national holidays and cuti bersama by the yearly SKB 3 Menteri [LAW-CAL-01], voting days by Keppres [LAW-CAL-03].
/// The published rows hold 2024, 2025 and 2026.
/// </remarks>
public sealed class LegalCalendar
{
    private readonly CalendarYear[] _years;
    private readonly Holiday[] _holidays;

    /// <summary>Holds the rows, in any order.</summary>
    public LegalCalendar(IEnumerable<CalendarYear> years, IEnumerable<Holiday> holidays)
    {
        _years = [.. years];
        _holidays = [.. holidays.OrderBy(holiday => holiday.KnownSince)];
    }

    /// <summary>The rows of the assembly.</summary>
    public static LegalCalendar Published { get; } = new(
        DataRow.Read("calendar-years").Select(row => new CalendarYear(row.Number("year"), row.KnownSince("known_since"), row.Citation())),
        DataRow.Read("holidays").Select(row => new Holiday(
            row.Date("date"),
            row.Value<HolidayKind>("kind"),
            row.Region("region"),
            row.Value<HolidayEffect>("effect"),
            row.Text("name"),
            row.KnownSince("known_since"),
            row.Citation())));

    /// <summary>A calendar with further holidays, as after a decree.</summary>
    public LegalCalendar With(params IEnumerable<Holiday> further) => new(_years, _holidays.Concat(further));

    /// <summary>A calendar with a further year and its holidays, as after its decree.</summary>
    public LegalCalendar With(CalendarYear year, params IEnumerable<Holiday> itsHolidays) => new(_years.Append(year), _holidays.Concat(itsHolidays));

    /// <summary>What was known at an instant.</summary>
    public CalendarVersion AsKnownAt(DateTimeOffset instant)
    {
        var years = Array.FindAll(_years, year => year.KnownSince <= instant);
        var holidays = Array.FindAll(_holidays, holiday => holiday.KnownSince <= instant);
        var changes = years.Select(year => year.KnownSince).Concat(holidays.Select(holiday => holiday.KnownSince)).ToArray();
        return new CalendarVersion(changes.Length == 0 ? DateTimeOffset.MinValue : changes.Max(), years, holidays);
    }
}
