namespace Netralitas.Geography;

/// <summary>Local dates and times of a zone, and the instants they are.</summary>
public static class IndonesianTimeZones
{
    /// <summary>How far the zone's clock is ahead of UTC, on every day of the year.</summary>
    public static TimeSpan Offset(this IndonesianTimeZone zone) => zone switch
    {
        IndonesianTimeZone.Wib => TimeSpan.FromHours(7),
        IndonesianTimeZone.Wita => TimeSpan.FromHours(8),
        IndonesianTimeZone.Wit => TimeSpan.FromHours(9),
    };

    /// <summary>The zone as Indonesian texts write it after a time: WIB, WITA or WIT.</summary>
    public static string Abbreviation(this IndonesianTimeZone zone) => zone switch
    {
        IndonesianTimeZone.Wib => "WIB",
        IndonesianTimeZone.Wita => "WITA",
        IndonesianTimeZone.Wit => "WIT",
    };

    /// <summary>The instant at which clocks of the zone show a date and time.</summary>
    /// <param name="zone">The zone of the clock.</param>
    /// <param name="date">Local date.</param>
    /// <param name="time">Local time of day.</param>
    /// <returns>The instant, with the zone's offset; PostgreSQL's timestamptz takes it only after <see cref="DateTimeOffset.ToUniversalTime"/>.</returns>
    public static DateTimeOffset LocalDateTime(this IndonesianTimeZone zone, DateOnly date, TimeOnly time) =>
        new(date.ToDateTime(time), zone.Offset());

    /// <summary>The date that calendars of the zone show at an instant.</summary>
    /// <param name="zone">The zone of the calendar.</param>
    /// <param name="instant">The instant, in any offset.</param>
    public static DateOnly LocalDate(this IndonesianTimeZone zone, DateTimeOffset instant) =>
        DateOnly.FromDateTime(instant.ToOffset(zone.Offset()).DateTime);
}
