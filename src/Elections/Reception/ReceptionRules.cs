using Netralitas.Elections.Calendars;
using Netralitas.Elections.Contests;
using Netralitas.Geography;

namespace Netralitas.Elections.Reception;

/// <summary>The hours of some weekdays.</summary>
/// <param name="Family">The body of law.</param>
/// <param name="FromDay">First weekday.</param>
/// <param name="ToDay">Last weekday, inclusive, not before the first (Sunday is the first of all).</param>
/// <param name="Opens">Local time.</param>
/// <param name="Closes">Local time; a report at that instant is still in time.</param>
/// <param name="ValidFrom">First local date; null when it was not verified.</param>
/// <param name="ValidTo">Last local date, inclusive; null while in force.</param>
/// <param name="Citation">Why.</param>
public sealed record ReceptionHours(
    ContestFamily Family, DayOfWeek FromDay, DayOfWeek ToDay, TimeOnly Opens, TimeOnly Closes, DateOnly? ValidFrom, DateOnly? ValidTo, Citation Citation);

/// <summary>A stage in which reports are received day and night.</summary>
/// <param name="Family">The body of law.</param>
/// <param name="Stage">The stage.</param>
/// <param name="ValidFrom">First local date; null when it was not verified.</param>
/// <param name="ValidTo">Last local date, inclusive; null while in force.</param>
/// <param name="Citation">Why.</param>
public sealed record AroundTheClock(ContestFamily Family, StageKind Stage, DateOnly? ValidFrom, DateOnly? ValidTo, Citation Citation);

/// <summary>What holds outside the hours.</summary>
/// <param name="Family">The body of law.</param>
/// <param name="Channel">How the report came.</param>
/// <param name="CountedFrom">From when it counts.</param>
/// <param name="Citation">Why.</param>
public sealed record OutsideHoursRule(ContestFamily Family, ReceptionChannel Channel, OutsideHours CountedFrom, Citation Citation);

/// <summary>A stretch in which an office receives.</summary>
/// <param name="From">First instant.</param>
/// <param name="Until">Last instant of office hours; midnight when it is open day and night.</param>
/// <param name="AroundTheClock">Whether it is open day and night.</param>
public sealed record Opening(DateTimeOffset From, DateTimeOffset Until, bool AroundTheClock);

/// <summary>When a report was received, and from when it counts.</summary>
/// <param name="ReceivedAt">When it came in; always kept.</param>
/// <param name="CountedFrom">From when clocks count it; null when the holidays up to the next opening are not known.</param>
/// <param name="MissingYear">The year whose holidays are not known; null when none is missing.</param>
public sealed record ReceivedReport(DateTimeOffset ReceivedAt, DateTimeOffset? CountedFrom, int? MissingYear);

/// <summary>When offices receive reports.</summary>
public sealed class ReceptionRules(IEnumerable<ReceptionHours> hours, IEnumerable<AroundTheClock> aroundTheClock, IEnumerable<OutsideHoursRule> outsideHours)
{
    private readonly ReceptionHours[] _hours = [.. hours];
    private readonly AroundTheClock[] _aroundTheClock = [.. aroundTheClock];
    private readonly OutsideHoursRule[] _outsideHours = [.. outsideHours];

    /// <summary>The rows of the assembly.</summary>
    public static ReceptionRules Published { get; } = new(
        DataRow.Read("reception-hours").Select(row => new ReceptionHours(
            row.Value<ContestFamily>("family"),
            row.Value<DayOfWeek>("from_day"),
            row.Value<DayOfWeek>("to_day"),
            row.Time("opens"),
            row.Time("closes"),
            row.DateOrNull("valid_from"),
            row.DateOrNull("valid_to"),
            row.Citation())),
        DataRow.Read("reception-around-the-clock").Select(row => new AroundTheClock(
            row.Value<ContestFamily>("family"), row.Value<StageKind>("stage"), row.DateOrNull("valid_from"), row.DateOrNull("valid_to"), row.Citation())),
        DataRow.Read("reception-outside-hours").Select(row => new OutsideHoursRule(
            row.Value<ContestFamily>("family"), row.Value<ReceptionChannel>("channel"), row.Value<OutsideHours>("counted_from"), row.Citation())));

    /// <summary>Whether reports are received day and night on a local date.</summary>
    /// <param name="family">The body of law.</param>
    /// <param name="office">The region of the office.</param>
    /// <param name="date">Local date.</param>
    /// <param name="schedule">The stages.</param>
    /// <param name="knownAt">Instant of the knowledge of the stages.</param>
    /// <remarks>Law: Perbawaslu 9/2024, Pilkada only, in the quiet days and on voting day; one office adds the recapitulation [LAW-RCP-02].</remarks>
    public bool IsAroundTheClock(ContestFamily family, RegionCode office, DateOnly date, ElectionSchedule schedule, DateTimeOffset knownAt) =>
        _aroundTheClock.Any(row => row.Family == family && IsValid(row.ValidFrom, row.ValidTo, date)
            && schedule.IsIn(row.Stage, family, office, date, knownAt));

    /// <summary>When an office is open on a local date.</summary>
    /// <returns>Null when it is closed: a weekend or holiday on which no stage keeps it open.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The holidays of the year are not known.</exception>
    /// <remarks>Law: Perbawaslu 7/2022 art. 11, Perbawaslu 9/2024 art. 5(2a), local time [LAW-RCP-01]. That cuti bersama closes the office is open [U].</remarks>
    public Opening? OpeningOn(DateOnly date, ContestFamily family, RegionCode office, CalendarVersion calendar, ElectionSchedule schedule)
    {
        var zone = RegionDirectory.TimeZoneOf(office);
        var midnight = zone.LocalDateTime(date.AddDays(1), TimeOnly.MinValue);
        if (IsAroundTheClock(family, office, date, schedule, midnight))
        {
            return new Opening(zone.LocalDateTime(date, TimeOnly.MinValue), midnight, true);
        }

        var row = Array.Find(_hours, row => row.Family == family && IsValid(row.ValidFrom, row.ValidTo, date)
            && date.DayOfWeek >= row.FromDay && date.DayOfWeek <= row.ToDay);
        return row is not null && calendar.IsWorkingDay(date, office)
            ? new Opening(zone.LocalDateTime(date, row.Opens), zone.LocalDateTime(date, row.Closes), false)
            : null;
    }

    /// <summary>From when a report counts.</summary>
    /// <param name="receivedAt">When it came in.</param>
    /// <param name="channel">How.</param>
    /// <param name="family">The body of law.</param>
    /// <param name="office">The region of the office.</param>
    /// <param name="calendar">The holidays as they were known.</param>
    /// <param name="schedule">The stages.</param>
    /// <remarks>In person outside the hours: from the next opening; online: at once, with the papers to follow [LAW-RCP-03].</remarks>
    public ReceivedReport Receive(
        DateTimeOffset receivedAt, ReceptionChannel channel, ContestFamily family, RegionCode office, CalendarVersion calendar, ElectionSchedule schedule)
    {
        if (_outsideHours.Single(row => row.Family == family && row.Channel == channel).CountedFrom == OutsideHours.Receipt)
        {
            return new ReceivedReport(receivedAt, receivedAt, null);
        }

        for (var date = RegionDirectory.TimeZoneOf(office).LocalDate(receivedAt); ; date = date.AddDays(1))
        {
            if (!calendar.Knows(date.Year))
            {
                return new ReceivedReport(receivedAt, null, date.Year);
            }

            if (OpeningOn(date, family, office, calendar, schedule) is { } opening && receivedAt <= opening.Until)
            {
                return new ReceivedReport(receivedAt, receivedAt > opening.From ? receivedAt : opening.From, null);
            }
        }
    }

    private static bool IsValid(DateOnly? from, DateOnly? to, DateOnly date) => (from is null || date >= from) && (to is null || date <= to);
}
