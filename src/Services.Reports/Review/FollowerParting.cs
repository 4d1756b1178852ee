using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Review;

/// <summary>Lets reports go on by themselves that followed one which its reporter withdrew: what others reported of the same act does not go with it [LAW-REV-03].</summary>
/// <remarks>
/// That is left to be done is told by the cases themselves, so no restart forgets it. It is not done by the withdrawal: that is taken in where nobody can open another's report. Each is parted in a transaction
/// of its own, in the line of its case: any number of replicas may run this, and an officer's step at the same moment goes before it or after it.
/// </remarks>
internal sealed class FollowerParting(ReportsDb db, CaseFiles cases)
{
    private const int LargestRound = 100;

    /// <summary>Those that follow a withdrawn report follow none any more.</summary>
    /// <returns>How many were parted.</returns>
    internal async Task<int> PartNextAsync(CancellationToken cancel)
    {
        var due = await db.Cases.Where(c => c.JoinedTo != null && db.Cases.Any(lead => lead.ReportId == c.JoinedTo && lead.Status == ReportStatus.Withdrawn))
            .Select(c => c.ReportId).Take(LargestRound).ToListAsync(cancel);
        foreach (var follower in due)
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            await cases.LineUpJoinsAsync(cancel);
            await cases.LineUpAsync(follower, cancel);
            var file = await cases.ReadAsync(follower, cancel);
            if (file.Case.JoinedTo is { } lead && await db.Cases.Where(c => c.ReportId == lead && c.Status == ReportStatus.Withdrawn).Select(c => (DateTimeOffset?)c.ChangedAt).SingleOrDefaultAsync(cancel) is { } withdrawnAt)
            {
                file.Part(null, withdrawnAt, new UnjoinCaseRequest { Reason = "Laporan yang diikuti dicabut oleh pelapornya." });
                await cases.StoreAsync(file, cancel);
                Failpoint.Reach("part.before_commit");
                await transaction.CommitAsync(cancel);
            }
        }

        return due.Count;
    }
}

/// <summary>Looks for them for as long as the service runs.</summary>
internal sealed partial class FollowerPartingJob(IServiceScopeFactory scopes, OutboxSignal outbox, TimeProvider clock, ILogger<FollowerPartingJob> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => clock.RepeatAsync(Poll, () => PartAsync(stoppingToken), LogFailed, stoppingToken);

    private async Task PartAsync(CancellationToken stopping)
    {
        await using var scope = scopes.BeginOwnWork();
        if (await scope.ServiceProvider.GetRequiredService<FollowerParting>().PartNextAsync(stopping) > 0)
        {
            outbox.Raise();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reports could not be parted from one that was withdrawn; it is tried again")]
    private partial void LogFailed(Exception exception);
}
