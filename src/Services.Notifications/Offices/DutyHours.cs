using Netralitas.Geography;

namespace Netralitas.Services.Notifications.Offices;

/// <summary>When an office may be written to. Pure.</summary>
internal static class DutyHours
{
    /// <summary>The first instant, not before another, within the hours of duty.</summary>
    /// <param name="notBefore">The earliest instant (UTC).</param>
    /// <param name="zone">Zone of the office.</param>
    /// <param name="from">Local time at which duty begins, inclusive; null for any hour.</param>
    /// <param name="to">Local time at which it ends, exclusive; before <paramref name="from"/> means the next day.</param>
    /// <returns>An instant in UTC; <paramref name="notBefore"/> itself when it lies within the hours.</returns>
    internal static DateTimeOffset Next(DateTimeOffset notBefore, IndonesianTimeZone zone, TimeOnly? from, TimeOnly? to)
    {
        if (from is not { } begin || to is not { } end)
        {
            return notBefore;
        }

        var local = notBefore.ToOffset(zone.Offset());
        var time = TimeOnly.FromDateTime(local.DateTime);
        if (time.IsBetween(begin, end))
        {
            return notBefore;
        }

        var day = DateOnly.FromDateTime(local.DateTime);
        return zone.LocalDateTime(time < begin ? day : day.AddDays(1), begin).ToUniversalTime();
    }
}
