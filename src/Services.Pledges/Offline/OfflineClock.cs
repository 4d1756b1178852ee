namespace Netralitas.Services.Pledges.Offline;

/// <summary>What can be said of the time that a device wrote down.</summary>
internal enum ClockJudgement
{
    /// <summary>Nothing speaks against it. It is the device's word all the same: what is proven is that the row was signed after the export and before the merge.</summary>
    Plausible,

    /// <summary>The clock cannot have been right. The signature counts.</summary>
    Doubtful,

    /// <summary>Signed when the export had expired, by the device's own clock. The signature does not count.</summary>
    TooLate,
}

/// <summary>Judges the times of a device. Pure.</summary>
internal static class OfflineClock
{
    // Clocks that nobody sets stay this near to each other for weeks.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>Judges one time.</summary>
    /// <param name="signedAt">By the device's clock.</param>
    /// <param name="rowAbove">The same of the row before it in the file; null for the first.</param>
    /// <param name="exportedAt">By the service's clock.</param>
    /// <param name="validUntil">When the export expires.</param>
    /// <param name="mergedAt">Now, by the service's clock.</param>
    internal static ClockJudgement Judge(DateTimeOffset signedAt, DateTimeOffset? rowAbove, DateTimeOffset exportedAt, DateTimeOffset validUntil, DateTimeOffset mergedAt) =>
        signedAt > validUntil ? ClockJudgement.TooLate
        : signedAt < exportedAt - Skew || signedAt > mergedAt + Skew || signedAt < rowAbove - Skew ? ClockJudgement.Doubtful
        : ClockJudgement.Plausible;
}
