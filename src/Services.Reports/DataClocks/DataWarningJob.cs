using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Deadlines;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.DataClocks;

/// <summary>Sends warnings of clocks of data protection that are due.</summary>
/// <remarks>Any number of replicas may: rows are taken one by one, and a replica that dies gives its rows back.</remarks>
internal sealed class DataWarnings(ReportsDb db, TimeProvider clock)
{
    private const int LargestRound = 100;

    /// <summary>Each that is due becomes an event in the transaction that marks it as sent.</summary>
    /// <returns>How many were sent.</returns>
    internal async Task<int> SendNextAsync(CancellationToken cancel)
    {
        var now = clock.Now();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var due = await db.DataClockWarnings
            .FromSql($"select * from reports.data_clock_warnings where sent_at is null and due_at <= {now} order by due_at limit {LargestRound} for update skip locked").ToListAsync(cancel);
        if (due.Count == 0)
        {
            return 0;
        }

        foreach (var warning in due)
        {
            var of = await db.DataClocks.AsNoTracking().SingleAsync(c => c.Id == warning.ClockId, cancel);
            await db.EnqueueAsync(
                new DataDeadlineReached
                {
                    ClockId = of.Id,
                    Version = warning.Number,
                    Subject = of.Subject.ToString(),
                    OfficeCode = of.OfficeCode,
                    EndsAt = of.EndsAt,
                    LeadHours = warning.LeadHours,
                },
                of.Id, warning.Number, cancel);
            warning.SentAt = now;
        }

        await db.SaveChangesAsync(cancel);
        Failpoint.Reach("datawarn.before_commit");
        await transaction.CommitAsync(cancel);
        return due.Count;
    }
}

/// <summary>Looks for what is due for as long as the service runs.</summary>
internal sealed partial class DataWarningJob(IServiceScopeFactory scopes, WarningOptions options, OutboxSignal outbox, TimeProvider clock, ILogger<DataWarningJob> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => clock.RepeatAsync(options.Poll, () => SendAsync(stoppingToken), LogFailed, stoppingToken);

    private async Task SendAsync(CancellationToken stopping)
    {
        await using var scope = scopes.BeginOwnWork();
        if (await scope.ServiceProvider.GetRequiredService<DataWarnings>().SendNextAsync(stopping) > 0)
        {
            outbox.Raise();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Terms of data protection could not be watched; it is tried again")]
    private partial void LogFailed(Exception exception);
}

/// <summary>Sets clocks of data protection up.</summary>
internal static class DataClockRegistration
{
    /// <summary>Adds the job that sends their warnings; what keeps them is added too.</summary>
    internal static void AddDataClocks(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<DataWarnings>();
        builder.Services.AddHostedService<DataWarningJob>();
    }
}
