namespace Netralitas.Services.Reports.FollowUp;

/// <summary>How long a decision is awaited; configuration section <c>Reports:FollowUp</c>. No law that was read sets a time [LAW-FWD-06].</summary>
internal sealed record FollowUpOptions
{
    /// <summary>Calendar days from the day after the forwarding, by the calendar of the office that forwards.</summary>
    public int ActWithinDays { get; init; } = 30;

    /// <summary>
    /// Hours after a step of a crime was written down before a term that was over by then makes it overdue: whoever writes down several steps of long ago is not overtaken by warnings of those between.
    /// </summary>
    public double GraceHours { get; init; } = 24;

    /// <summary>Seconds between two looks for what has become overdue.</summary>
    public double PollSeconds { get; init; } = 5;

    /// <summary>Seconds that a forwarding is old when it first comes in an export of many: by then whatever was forwarded before it is committed.</summary>
    public double ExportAfterSeconds { get; init; } = 60;

    internal TimeSpan Grace => TimeSpan.FromHours(GraceHours);

    internal TimeSpan Poll => TimeSpan.FromSeconds(PollSeconds);
}
