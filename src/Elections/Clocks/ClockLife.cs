namespace Netralitas.Elections.Clocks;

/// <summary>What a clock does.</summary>
public enum ClockStatus
{
    /// <summary>It counts.</summary>
    Running,

    /// <summary>It stands still.</summary>
    Paused,

    /// <summary>It is over.</summary>
    Stopped,
}

/// <summary>What can happen to a clock.</summary>
public enum ClockStep
{
    /// <summary><see cref="ClockStarted"/>, only ever the first.</summary>
    Start,

    /// <summary><see cref="ClockPaused"/>.</summary>
    Pause,

    /// <summary><see cref="ClockResumed"/>.</summary>
    Resume,

    /// <summary><see cref="ClockExtended"/>; once, and only where the rule has an extension.</summary>
    Extend,

    /// <summary><see cref="ClockTransferred"/>.</summary>
    Transfer,

    /// <summary><see cref="CalendarRevised"/>; it may come late and then changes nothing.</summary>
    ReviseCalendar,

    /// <summary><see cref="ClockStopped"/>.</summary>
    Stop,
}

/// <summary>How a clock looks at an instant.</summary>
public enum ClockCondition
{
    /// <summary>It counts, and there is time.</summary>
    Running,

    /// <summary>It counts, and its end is near.</summary>
    DueSoon,

    /// <summary>Its end is past.</summary>
    Overdue,

    /// <summary>It stands still.</summary>
    Paused,

    /// <summary>It is over.</summary>
    Stopped,

    /// <summary>It counts, but its end cannot be said until the holidays of a year are known.</summary>
    Unknown,
}

/// <summary>The life of a clock.</summary>
public static class ClockLife
{
    /// <summary>The status after a step; null when there is no such step.</summary>
    public static ClockStatus? After(ClockStatus from, ClockStep step) => from switch
    {
        ClockStatus.Running => step switch
        {
            ClockStep.Pause => ClockStatus.Paused,
            ClockStep.Extend or ClockStep.Transfer or ClockStep.ReviseCalendar => ClockStatus.Running,
            ClockStep.Stop => ClockStatus.Stopped,
            ClockStep.Start or ClockStep.Resume => null,
        },
        ClockStatus.Paused => step switch
        {
            ClockStep.Resume => ClockStatus.Running,
            ClockStep.Transfer or ClockStep.ReviseCalendar => ClockStatus.Paused,
            ClockStep.Stop => ClockStatus.Stopped,
            ClockStep.Start or ClockStep.Pause or ClockStep.Extend => null,
        },
        ClockStatus.Stopped => step switch
        {
            ClockStep.ReviseCalendar => ClockStatus.Stopped,
            ClockStep.Start or ClockStep.Pause or ClockStep.Resume or ClockStep.Extend or ClockStep.Transfer or ClockStep.Stop => null,
        },
    };
}
