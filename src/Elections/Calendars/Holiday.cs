using Netralitas.Geography;

namespace Netralitas.Elections.Calendars;

/// <summary>A day that a decree sets free of work, or takes back.</summary>
/// <param name="Date">The local date.</param>
/// <param name="Kind">What makes it free.</param>
/// <param name="Region">Where: <c>00</c> for the whole country.</param>
/// <param name="Effect">Whether the decree sets or withdraws it.</param>
/// <param name="Name">Its Indonesian name, without "cuti bersama" or "libur".</param>
/// <param name="KnownSince">Instant from which it is known, so that a holiday announced late moves clocks that were started before.</param>
/// <param name="Citation">The decree.</param>
public sealed record Holiday(
    DateOnly Date, HolidayKind Kind, RegionCode Region, HolidayEffect Effect, string Name, DateTimeOffset KnownSince, Citation Citation);
