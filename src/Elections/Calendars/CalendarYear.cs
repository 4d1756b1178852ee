namespace Netralitas.Elections.Calendars;

/// <summary>A year whose holidays are in the rows. A year without this row is not a year without holidays: nothing is counted in working days in it.</summary>
/// <param name="Year">The year.</param>
/// <param name="KnownSince">Instant from which its holidays are known.</param>
/// <param name="Citation">The decree.</param>
public sealed record CalendarYear(int Year, DateTimeOffset KnownSince, Citation Citation);
