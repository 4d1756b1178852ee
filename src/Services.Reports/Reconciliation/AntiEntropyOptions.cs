namespace Netralitas.Services.Reports.Reconciliation;

/// <summary>How often reports are recounted, and which; configuration section <c>Reports:AntiEntropy</c>.</summary>
internal sealed record AntiEntropyOptions
{
    /// <summary>Minutes between two recounts by schedule. The first one of a new database is due at once.</summary>
    public double IntervalMinutes { get; init; } = 10;

    /// <summary>Minutes that a report, or a message about it, is given to arrive before its absence means anything.</summary>
    public double MinAgeMinutes { get; init; } = 15;

    /// <summary>Hours back that a recount by schedule goes.</summary>
    public double MaxAgeHours { get; init; } = 25;

    /// <summary>Most reports in one stretch.</summary>
    public int BatchSize { get; init; } = 5000;

    /// <summary>Seconds between two looks whether a recount is due or asked for.</summary>
    public double PollSeconds { get; init; } = 5;

    internal TimeSpan Interval => TimeSpan.FromMinutes(IntervalMinutes);

    internal TimeSpan MinAge => TimeSpan.FromMinutes(MinAgeMinutes);

    internal TimeSpan MaxAge => TimeSpan.FromHours(MaxAgeHours);

    internal TimeSpan Poll => TimeSpan.FromSeconds(PollSeconds);
}
