namespace Netralitas.Services.Reports.Transfers;

/// <summary>How long transfers wait; configuration section <c>Reports:Transfers</c>. No law that was read sets a time [LAW-TRF-03].</summary>
internal sealed record TransferOptions
{
    /// <summary>Hours after which a transfer that nobody answered climbs to the office above, and then again; where nobody is above, a hand-over lapses.</summary>
    public double AcknowledgeWithinHours { get; init; } = 24;

    /// <summary>Seconds between two looks for transfers that are due to climb.</summary>
    public double PollSeconds { get; init; } = 5;

    internal TimeSpan AcknowledgeWithin => TimeSpan.FromHours(AcknowledgeWithinHours);

    internal TimeSpan Poll => TimeSpan.FromSeconds(PollSeconds);
}
