namespace Netralitas.Services.Reports.Deadlines;

/// <summary>How long before the end of a term offices are warned; configuration section <c>Reports:Warnings</c>.</summary>
internal sealed record WarningOptions
{
    /// <summary>Whole hours before the end, each a warning of its own, in hours separated by spaces; the one at the end itself is always given.</summary>
    public string LeadHours { get; init; } = "24";

    /// <summary>Seconds between two looks for what is due.</summary>
    public double PollSeconds { get; init; } = 1;

    internal TimeSpan Poll => TimeSpan.FromSeconds(PollSeconds);

    /// <summary>The leads in hours, the longest first.</summary>
    /// <exception cref="InvalidOperationException">One is no whole number from 1 to 2,160 (90 days).</exception>
    internal IReadOnlyList<int> Leads() =>
    [
        .. LeadHours.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => int.TryParse(text, out var hours) && hours is >= 1 and <= 2160
            ? hours
            : throw new InvalidOperationException($"Reports:Warnings:LeadHours has '{text}', which is no whole number from 1 to 2160.")).Distinct().OrderDescending(),
    ];
}
