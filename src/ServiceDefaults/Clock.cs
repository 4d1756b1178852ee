namespace Netralitas.ServiceDefaults;

/// <summary>Reading the clock, at the edge only: rules take the instant as a parameter.</summary>
public static class Clock
{
    /// <summary>The present instant in UTC, cut to the microseconds that PostgreSQL keeps, so that a repeated answer equals the first to the digit.</summary>
    /// <param name="clock">The clock.</param>
    public static DateTimeOffset Now(this TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
