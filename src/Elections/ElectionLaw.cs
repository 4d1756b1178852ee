using Netralitas.Elections.Authorities;
using Netralitas.Elections.Calendars;
using Netralitas.Elections.Clocks;
using Netralitas.Elections.Contests;
using Netralitas.Elections.Notices;
using Netralitas.Elections.Reception;
using Netralitas.Elections.Retention;

namespace Netralitas.Elections;

/// <summary>All rows of law that a calculation may need. Safe to share between threads: nothing in it changes.</summary>
/// <param name="Schedule">Contests and their stages.</param>
/// <param name="Calendar">Holidays, by when each became known.</param>
/// <param name="Clocks">How long each step may take.</param>
/// <param name="Reception">When reports are received.</param>
/// <remarks>A decree that changes something is a new row, and with it a new value of this type: <c>law with { Calendar = … }</c>.</remarks>
public sealed record ElectionLaw(ElectionSchedule Schedule, LegalCalendar Calendar, ClockRules Clocks, ReceptionRules Reception)
{
    /// <summary>The rows that the assembly brings along; what they hold and where it comes from: Data/README.md.</summary>
    public static ElectionLaw Published { get; } =
        new(ElectionSchedule.Published, LegalCalendar.Published, ClockRules.Published, ReceptionRules.Published);

    /// <summary>How long cases are kept.</summary>
    public RetentionRules Retention { get; init; } = RetentionRules.Published;

    /// <summary>Who takes what is forwarded.</summary>
    public AuthorityTable Authorities { get; init; } = AuthorityTable.Published;

    /// <summary>What counts as service of a notice to a reporter.</summary>
    public ServiceRules Service { get; init; } = ServiceRules.Published;
}
