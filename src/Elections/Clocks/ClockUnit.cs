namespace Netralitas.Elections.Clocks;

/// <summary>What a rule counts.</summary>
public enum ClockUnit
{
    /// <summary>Every local date (hari kalender). A last day on a weekend stays the last day: no rule was found that extends it [LAW-CNT-02].</summary>
    CalendarDay,

    /// <summary>Local dates on which the office works (hari kerja).</summary>
    WorkingDay,

    /// <summary>Hours from the instant on, day and night (jam).</summary>
    Hour,
}
