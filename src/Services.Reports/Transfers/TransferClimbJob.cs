using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Transfers;

/// <summary>Lets transfers climb or lapse that nobody answered in time, for as long as the service runs.</summary>
internal sealed partial class TransferClimbJob(IServiceScopeFactory scopes, TransferOptions options, TimeProvider clock, ILogger<TransferClimbJob> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => clock.RepeatAsync(options.Poll, () => ClimbAsync(stoppingToken), LogFailed, stoppingToken);

    private async Task ClimbAsync(CancellationToken stopping)
    {
        await using var scope = scopes.BeginOwnWork();
        await scope.ServiceProvider.GetRequiredService<TransferClimb>().ClimbDueAsync(stopping);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Transfers that are due could not climb; it is tried again")]
    private partial void LogFailed(Exception exception);
}

/// <summary>Lets transfers climb that are due, and lapse where nobody is above [LAW-TRF-03].</summary>
/// <remarks>
/// When one is due is a column of its row, so no restart forgets it. Each climbs in a transaction of its own, in the line of its case: any number of replicas may run this, an answer at the same moment
/// goes before it or after it, and a crash leaves it due.
/// </remarks>
internal sealed class TransferClimb(ReportsDb db, CaseFiles cases, TransferOptions options, TimeProvider clock)
{
    private const int LargestRound = 100;

    /// <summary>Those that are due have climbed or lapsed.</summary>
    internal async Task ClimbDueAsync(CancellationToken cancel)
    {
        var now = clock.Now();
        var sentBefore = now - options.AcknowledgeWithin;
        var due = await db.Transfers.Where(t => t.Status == TransferStatus.Pending && (t.ClimbsAt <= now || (t.ClimbsAt == null && t.Kind == TransferKind.HandOver && t.SentAt <= sentBefore)))
            .OrderBy(t => t.ClimbsAt).Take(LargestRound).Select(t => t.ReportId).ToListAsync(cancel);
        foreach (var reportId in due)
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            await cases.LineUpAsync(reportId, cancel);
            var file = await cases.ReadAsync(reportId, cancel);
            if (file.PendingTransfer is { } transfer && transfer.IsDue(now, options.AcknowledgeWithin))
            {
                GoOn(file, transfer, now);
                await cases.StoreAsync(file, cancel);
                Failpoint.Reach("climb.before_commit");
                await transaction.CommitAsync(cancel);
            }
        }
    }

    private void GoOn(CaseFile file, Transfer transfer, DateTimeOffset now)
    {
        if (transfer.Lapses)
        {
            transfer.Lapse(file.Take(CaseStep.ReturnTransfer, null, now));
            return;
        }

        var at = file.Take(CaseStep.ClimbTransfer, null, now, new TransferCaseRequest { ToOfficeCode = transfer.Next()!.Value.ToString() });
        transfer.Climb(at + options.AcknowledgeWithin);
    }
}

/// <summary>Sets transfers up.</summary>
internal static class TransferRegistration
{
    /// <summary>Adds transfers to the service; its database is added too.</summary>
    internal static void AddTransfers(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(builder.Configuration.GetSection("Reports:Transfers").Get<TransferOptions>() ?? new TransferOptions());
        builder.Services.AddScoped<TransferClimb>();
        builder.Services.AddHostedService<TransferClimbJob>();
    }
}
