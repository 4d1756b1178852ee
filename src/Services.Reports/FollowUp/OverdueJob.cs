using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Law;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.FollowUp;

/// <summary>Marks forwardings on which nothing was decided in time, for as long as the service runs.</summary>
internal sealed partial class OverdueJob(IServiceScopeFactory scopes, FollowUpOptions options, TimeProvider clock, ILogger<OverdueJob> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => clock.RepeatAsync(options.Poll, () => MarkAsync(stoppingToken), LogFailed, stoppingToken);

    private async Task MarkAsync(CancellationToken stopping)
    {
        await using var scope = scopes.BeginOwnWork();
        await scope.ServiceProvider.GetRequiredService<Overdue>().MarkDueAsync(stopping);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Forwardings that are overdue could not be marked; it is tried again")]
    private partial void LogFailed(Exception exception);
}

/// <summary>Marks forwardings that are overdue, once for the awaited time [LAW-FWD-06] and once for each term of the criminal track that is owed and passes, in its ledger.</summary>
/// <remarks>
/// When one is due is a column of its row, so no restart forgets it; each is marked in a transaction of its own, in the line of its case, by whichever replica comes first. The event for the offices that are
/// to do something about it is queued in the same transaction. A holiday that becomes known while a term runs moves the column before anything is marked; one that becomes known after a term was marked
/// changes no entry: the term that is read tells its end of now [LAW-CAL-07].
/// </remarks>
internal sealed class Overdue(ReportsDb db, CaseFiles cases, LawBook law, OutboxSignal outbox, TimeProvider clock)
{
    private const int LargestRound = 100;

    /// <summary>Those that are due are marked.</summary>
    internal async Task MarkDueAsync(CancellationToken cancel)
    {
        var now = clock.Now();
        await ReviseAsync(now, cancel);
        var due = await Due(now).OrderBy(f => f.OverdueAt).Take(LargestRound).Select(f => new { f.Id, f.ReportId }).ToListAsync(cancel);
        foreach (var each in due)
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            await cases.LineUpAsync(each.ReportId, cancel);
            if (await Due(now).SingleOrDefaultAsync(f => f.Id == each.Id, cancel) is { } forwarding)
            {
                // By what is known at this moment, whatever was known when the column was set.
                var term = forwarding.TermsCalendar is null ? null : forwarding.Hold(await db.HandlingAsync(law, each.ReportId, cancel), now);
                if (forwarding.OverdueAt <= now)
                {
                    await MarkAsync(forwarding, term, now, cancel);
                }

                await db.SaveChangesAsync(cancel);
                Failpoint.Reach("overdue.before_commit");
                await transaction.CommitAsync(cancel);
                outbox.Raise();
            }
        }
    }

    // Terms whose end was not held against the calendar that is known now.
    private async Task ReviseAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var known = (await law.ReadAsync(db, cancel)).Calendar.AsKnownAt(now).KnownSince.ToUniversalTime();
        var waiting = await db.Forwardings.Where(f => f.TermsCalendar < known && f.OverdueSince == null).OrderBy(f => f.Id).Select(f => new { f.Id, f.ReportId }).ToListAsync(cancel);
        foreach (var each in waiting)
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            await cases.LineUpAsync(each.ReportId, cancel);
            if (await db.Forwardings.SingleOrDefaultAsync(f => f.Id == each.Id && f.TermsCalendar < known && f.OverdueSince == null, cancel) is { } forwarding)
            {
                forwarding.Hold(await db.HandlingAsync(law, each.ReportId, cancel), now);
                await db.SaveChangesAsync(cancel);
            }

            await transaction.CommitAsync(cancel);
        }
    }

    private async Task MarkAsync(Forwarding forwarding, CriminalTerm? term, DateTimeOffset now, CancellationToken cancel)
    {
        var dueOn = term?.Clock.Deadline.LastDay ?? forwarding.ActByOn;
        forwarding.Advance(FollowUpStep.FallOverdue, now);
        db.FollowUps.Add(new FollowUpRecord
        {
            ForwardingId = forwarding.Id,
            Number = await db.FollowUps.CountAsync(e => e.ForwardingId == forwarding.Id, cancel) + 1,
            Kind = FollowUpEntryKind.Overdue,
            RecordedAt = now,
            RecordedBy = null,
            Office = null,
            HappenedOn = term?.EndsAt is { } ended ? term.Clock.Zone.LocalDate(ended) : dueOn.AddDays(1),
            Note = term?.Sentence ?? "",
        });
        await db.SaveChangesAsync(cancel);
        await db.EnqueueAsync(await TellingAsync(forwarding, dueOn, now, cancel), forwarding.Id, forwarding.Version, cancel);
    }

    private async Task<ForwardingOverdue> TellingAsync(Forwarding forwarding, DateOnly dueOn, DateTimeOffset now, CancellationToken cancel)
    {
        var of = await db.Reports.Where(r => r.Id == forwarding.ReportId).Join(db.Cases, r => r.Id, c => c.ReportId, (r, c) => new { r.Number, r.RegionCode, c.OfficeCode }).SingleAsync(cancel);
        return new ForwardingOverdue
        {
            ForwardingId = forwarding.Id,
            Version = forwarding.Version,
            Number = of.Number,
            OfficeCode = of.OfficeCode,
            RegionCode = of.RegionCode,
            ForwardedOn = forwarding.ForwardedOn,
            DueOn = dueOn,
            SeenAt = now,
        };
    }

    private IQueryable<Forwarding> Due(DateTimeOffset now) => db.Forwardings.Where(f => f.OverdueAt <= now && f.OverdueSince == null
        && (f.Status == ForwardingStatus.Forwarded || f.Status == ForwardingStatus.Received || f.Status == ForwardingStatus.UnderExamination));
}

/// <summary>Sets follow-up up.</summary>
internal static class FollowUpRegistration
{
    /// <summary>Adds follow-up to the service; its database is added too.</summary>
    internal static void AddFollowUp(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(builder.Configuration.GetSection("Reports:FollowUp").Get<FollowUpOptions>() ?? new FollowUpOptions());
        builder.Services.AddScoped<Overdue>();
        builder.Services.AddHostedService<OverdueJob>();
    }
}
