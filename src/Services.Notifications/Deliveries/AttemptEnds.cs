using Netralitas.Messaging;

namespace Netralitas.Services.Notifications.Deliveries;

/// <summary>Lets attempts that end together share one commit: while one is at work the next gathers.</summary>
/// <remarks>If a commit fails by one of its attempts, each is recorded alone. What could not be recorded is, after its time, sent again under the same key.</remarks>
internal sealed class AttemptEnds(DeliverySettlement settlement) : IDisposable
{
    private const int Most = 256;

    private readonly SharedCommits<EndedAttempt, EndedAttempt> commits = new(Most, async ended =>
    {
        await settlement.EndAttemptsAsync(ended, CancellationToken.None);
        return ended;
    });

    /// <inheritdoc/>
    public void Dispose() => commits.Dispose();

    /// <summary>Records the end of an attempt. When this returns, it survives a crash.</summary>
    internal Task RecordAsync(EndedAttempt ended) => commits.TakeAsync(ended);
}
